// The map, fed by the store: what changes there is drawn here, and what is clicked here is wished or chosen there.
import { effect, untracked } from '@preact/signals'
import maplibregl, { type GeoJSONSource } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import { dayLines } from '../days'
import { nearestStation, stationAt, stations } from '../loops'
import { choose, chosen, drive, hasPlace, loop, network, planned, pointedAt, shownDay, wish, wishes } from '../store'
import { isNarrow } from '../screen'
import { units } from '../units'
import { placeName } from '../link'
import { addImages } from './images'
import { findLand, type Land } from './land'
import { driveDrawn, loopsDrawn, marksDrawn, nothing, otherDays } from './loop-layers'
import { style } from './style'

const darkness = matchMedia('(prefers-color-scheme: dark)')
const calm = matchMedia('(prefers-reduced-motion: reduce)')
const clickReach = 8

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
  map.addControl(scale, 'bottom-left')
  const start = new maplibregl.Marker({ color: '#26302b' })

  const fit = (box: maplibregl.LngLatBoundsLike) => map.fitBounds(box, { padding: padding(), maxZoom: 15, animate: !calm.matches && map.isStyleLoaded() === true, duration: 600 })
  const set = (source: string, data: GeoJSON.FeatureCollection) => (map.getSource(source) as GeoJSONSource | undefined)?.setData(data)

  function drawAll() {
    addImages(map)
    set('loops', loopsDrawn(planned.peek()?.loops ?? [], chosen.peek()))
    set('marks', marksDrawn(loop.peek()))
    set('other-days', otherDays(loop.peek(), shownDay.peek()))
    set('drive', driveDrawn(drive.peek()))
  }
  let land: Promise<Land | null> | undefined
  async function restyle() {
    const known = network.peek()
    if (!known) return
    const below = await (land ??= findLand())
    map.setStyle(style(darkness.matches ? 'dark' : 'light', known.version, known.bbox, below), { diff: false })
    map.once('style.load', drawAll)
  }
  darkness.addEventListener('change', restyle)

  const ends = [
    effect(() => {
      void units.value
      if (network.value) restyle()
    }),
    effect(() => {
      const known = network.value
      if (known && !untracked(() => planned.value || hasPlace.value)) map.fitBounds([known.bbox.slice(0, 2), known.bbox.slice(2)] as [[number, number], [number, number]], { padding: padding(), animate: false })
    }),
    effect(() => { set('loops', loopsDrawn(planned.value?.loops ?? [], chosen.value)) }),
    effect(() => {
      set('marks', marksDrawn(loop.value))
    }),
    effect(() => { set('other-days', otherDays(loop.value, shownDay.value)) }),
    effect(() => { set('drive', driveDrawn(drive.value)) }),
    // Once the profile stands below the map, which makes it less tall.
    effect(() => {
      const [shown, day] = [loop.value, shownDay.value]
      if (shown) requestAnimationFrame(() => {
        map.resize()
        fit(boxOf(day === null ? shown.geom.coordinates : dayLines(shown)[day - 1]))
      })
    }),
    effect(() => { scale.setUnit(units.value === 'km' ? 'metric' : 'imperial') }),
    effect(() => {
      const { lat, lon } = wishes.value
      if (!hasPlace.value) return void start.remove()
      start.setLngLat([lon, lat]).addTo(map)
      if (!untracked(() => loop.value) && !map.getBounds().contains([lon, lat])) map.jumpTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), 10) })
    }),
    effect(() => {
      const [way, metres] = [loop.value && stations(loop.value), pointedAt.value]
      set('pointer', way && metres !== null ? { type: 'FeatureCollection', features: [
        { type: 'Feature', geometry: { type: 'Point', coordinates: stationAt(way, metres).point }, properties: {} }] } : nothing)
    }),
  ]

  const loopsAt = ({ x, y }: maplibregl.Point) => map.getLayer('chosen')
    ? map.queryRenderedFeatures([[x - clickReach, y - clickReach], [x + clickReach, y + clickReach]], { layers: ['chosen', 'loops'] }) : []

  map.on('click', ({ point, lngLat }) => {
    const [hit] = loopsAt(point)
    if (hit) choose(hit.properties.rank - 1)
    else wish({ lat: Number(lngLat.lat.toFixed(5)), lon: Number(lngLat.lng.toFixed(5)), name: placeName(lngLat.lat, lngLat.lng) })
  })
  map.on('mousemove', ({ point, lngLat }) => {
    const hits = loopsAt(point)
    map.getCanvas().style.cursor = hits.length ? 'pointer' : 'crosshair'
    const on = hits.some((hit) => hit.properties.chosen) && loop.peek()
    pointedAt.value = on ? nearestStation(stations(on), lngLat.lng, lngLat.lat).metres : null
  })

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
