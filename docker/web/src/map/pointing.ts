// What is clicked on the map is wished or chosen, and a point of the chosen loop that is dragged elsewhere is come by.
import { effect } from '@preact/signals'
import maplibregl, { type MapMouseEvent } from 'maplibre-gl'
import { ahead, openAhead } from '../ahead'
import { placeName } from '../link'
import { nearestStation, stationAt, stations } from '../loops'
import { canPassMore, choose, loop, passBy, plan, pointedAt, tool, wish } from '../store'
import { popClosure } from './closures'

const reach = 8
const closed = ['closures', 'closed-lines', 'closed-points']

export function followPointer(map: maplibregl.Map): () => void {
  const near = ({ x, y }: maplibregl.Point, ...layers: string[]) => map.getLayer(layers[0])
    ? map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]], { layers }) : []
  const spotAt = ({ lat, lng }: maplibregl.LngLat) => ({ lat: Number(lat.toFixed(5)), lon: Number(lng.toFixed(5)) })

  function click({ point, lngLat }: MapMouseEvent) {
    if (tool.peek() === 'area' || tool.peek() === 'reshape') return
    const spot = spotAt(lngLat)
    if (tool.peek() === 'via') return passBy({ ...spot, name: '' })
    const [hit] = near(point, 'chosen', 'loops')
    const [listed] = near(point, 'ahead')
    const [closure] = near(point, ...closed)
    if (hit) {
      choose(hit.properties.rank - 1)
      pointAt(lngLat)
    } else if (listed) openAhead(ahead.peek()[listed.properties.turn])
    else if (closure) popClosure(map, lngLat, closure)
    else if (map.getLayer('areas') && map.queryRenderedFeatures(point, { layers: ['areas'] }).length > 0) tool.value = 'reshape'
    else wish({ ...spot, name: placeName(spot.lat, spot.lon) })
  }
  map.on('click', click)

  const pointAt = (at: maplibregl.LngLat | null) => {
    const way = loop.peek()
    pointedAt.value = at && way ? nearestStation(stations(way), at.lng, at.lat).metres : null
  }
  map.on('mousemove', ({ point, lngLat, originalEvent }) => {
    // While a button is down something is about to be dragged: it stays where it is.
    if (originalEvent.buttons !== 0 || isDragged || tool.peek() !== null) return
    const hits = near(point, 'chosen', 'loops', 'ahead', ...closed)
    map.getCanvas().style.cursor = hits.length ? 'pointer' : 'crosshair'
    const isOnHandle = originalEvent.target === handle.getElement()
    if (!isOnHandle) pointAt(hits.some((hit) => hit.properties.chosen) ? lngLat : null)
  })

  // The point of the loop that is pointed at. Dragged away, it is a point to come by.
  const handle = new maplibregl.Marker({ element: Object.assign(document.createElement('div'), { className: 'handle' }), draggable: true })
  let isDragged = false
  handle.on('dragstart', () => { isDragged = true })
  handle.on('dragend', () => {
    isDragged = false
    pointedAt.value = null
    passBy({ ...spotAt(handle.getLngLat()), name: '' })
    plan()
  })
  return effect(() => {
    const [way, metres] = [loop.value && stations(loop.value), pointedAt.value]
    if (!way || metres === null) return void (isDragged || handle.remove())
    handle.setDraggable(canPassMore.value)
    if (!isDragged) handle.setLngLat(stationAt(way, metres).point).addTo(map)
  })
}
