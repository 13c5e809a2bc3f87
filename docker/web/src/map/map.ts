// The map, fed by the store: what changes there is drawn here. What is clicked and dragged is in pointing.ts.
import { effect, signal, untracked } from '@preact/signals'
import maplibregl, { type GeoJSONSource } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import { ahead, browsed } from '../ahead'
import { dayLines } from '../days'
import { chosen, drive, loop, network, planned, planning, shownDay, tool, wishes } from '../store'
import { isNarrow } from '../screen'
import { units } from '../units'
import { areasDrawn, reshapeAreas } from './areas'
import { showClosures } from './closures'
import { addImages } from './images'
import { findLand, type Land } from './land'
import { aheadDrawn, driveDrawn, loopsDrawn, marksDrawn, otherDays } from './loop-layers'
import { followPointer } from './pointing'
import { style, type Source } from './style'
import { markSpots } from './spots'

const darkness = matchMedia('(prefers-color-scheme: dark)')
const calm = matchMedia('(prefers-reduced-motion: reduce)')

// What covers the map: the sheet on a phone from below, nothing where it stands beside.
function padding() {
  return isNarrow.peek() ? { top: 50, left: 45, right: 45, bottom: innerHeight * 0.06 + 20 } : 60
}

export function createMap(container: HTMLElement): () => void {
  const map = new maplibregl.Map({ container, style: { version: 8, sources: {}, layers: [] }, center: [0, 20], zoom: 1, attributionControl: false,
    clickTolerance: 5, dragRotate: false, fadeDuration: calm.matches ? 0 : 200 })
  map.addControl(new maplibregl.AttributionControl({ compact: false }), 'bottom-right')
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), 'top-right')
  const scale = new maplibregl.ScaleControl()

  // Counts styles: each begins without what was drawn.
  const styled = signal(0)
  let land: Promise<Land | null> | undefined
  async function restyle() {
    const known = network.peek()
    if (!known) return
    const below = await (land ??= findLand())
    tool.value = null
    map.setStyle(style(darkness.matches ? 'dark' : 'light', known.version, known.bbox, below), { diff: false })
    map.once('style.load', () => {
      addImages(map)
      styled.value += 1
    })
  }
  darkness.addEventListener('change', restyle)

  const draw = (source: Source, data: () => GeoJSON.FeatureCollection) => effect(() => {
    if (styled.value > 0) (map.getSource(source) as GeoJSONSource).setData(data())
  })
  const fit = (box: maplibregl.LngLatBoundsLike) => map.fitBounds(box, { padding: padding(), maxZoom: 15, animate: !calm.matches && map.isStyleLoaded() === true, duration: 600 })

  const isPlaced = signal(false)
  const ends = [
    effect(() => {
      void units.value
      if (network.value) restyle()
    }),
    // The whole region where no loop is to be looked at, also after a link whose plan found none; once, then the map is the visitor's.
    effect(() => {
      const known = network.value
      if (isPlaced.value || !known || planning.value) return
      // Before it would measure the whole world.
      map.addControl(scale, 'bottom-left')
      if (!untracked(() => loop.value)) map.fitBounds([known.bbox.slice(0, 2), known.bbox.slice(2)] as [[number, number], [number, number]], { padding: padding(), animate: false })
      isPlaced.value = true
    }),
    draw('ahead', () => aheadDrawn(ahead.value, browsed.value)),
    draw('loops', () => loopsDrawn(planned.value?.loops ?? [], chosen.value)),
    draw('other-days', () => otherDays(loop.value, shownDay.value)),
    draw('marks', () => marksDrawn(loop.value)),
    draw('drive', () => driveDrawn(drive.value)),
    draw('areas', () => areasDrawn(wishes.value.avoid, tool.value)),
    ...showClosures(draw),
    // Once the profile stands below the map, which makes it less tall.
    effect(() => {
      const [shown, day] = [loop.value, shownDay.value]
      if (shown) requestAnimationFrame(() => {
        map.resize()
        fit(boxOf(day === null ? shown.geom.coordinates : dayLines(shown)[day - 1]))
      })
    }),
    effect(() => { if (isPlaced.value) scale.setUnit(units.value === 'km' ? 'metric' : 'imperial') }),
    ...markSpots(map),
    reshapeAreas(map),
    followPointer(map),
  ]

  return () => {
    for (const end of ends) end()
    darkness.removeEventListener('change', restyle)
    map.remove()
  }
}

function boxOf(line: GeoJSON.Position[]) {
  const box = new maplibregl.LngLatBounds()
  for (const [lon, lat] of line) box.extend([lon, lat])
  return box
}
