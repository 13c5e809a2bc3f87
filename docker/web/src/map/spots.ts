// Where the drive starts, and the points to come by: these can be dragged.
import { effect } from '@preact/signals'
import maplibregl from 'maplibre-gl'
import { hasPlace, loop, plan, planned, wish, wishes } from '../store'
import { say } from '../words'
import type { Spot } from '../wishes'

function markVia(map: maplibregl.Map, spot: Spot, i: number) {
  const element = Object.assign(document.createElement('div'), { className: 'via-mark', title: spot.name || say('point_to_pass') })
  const marker = new maplibregl.Marker({ element, draggable: true }).setLngLat([spot.lon, spot.lat]).addTo(map)
  marker.on('dragend', () => {
    const { lat, lng } = marker.getLngLat()
    wish({ via: wishes.peek().via.map((other, j) => j === i ? { lat: Number(lat.toFixed(5)), lon: Number(lng.toFixed(5)), name: '' } : other) })
    if (planned.peek()) plan()
  })
  return marker
}

export function markSpots(map: maplibregl.Map) {
  const start = new maplibregl.Marker({ color: '#26302b' })
  let marked: { via: Spot[], markers: maplibregl.Marker[] } = { via: [], markers: [] }
  return [
    effect(() => {
      const { lat, lon } = wishes.value
      if (!hasPlace.value) return void start.remove()
      start.setLngLat([lon, lat]).addTo(map)
      if (!loop.peek() && !map.getBounds().contains([lon, lat])) map.jumpTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), 10) })
    }),
    effect(() => {
      const { via } = wishes.value
      if (via === marked.via) return
      for (const marker of marked.markers) marker.remove()
      marked = { via, markers: via.map((spot, i) => markVia(map, spot, i)) }
    }),
  ]
}
