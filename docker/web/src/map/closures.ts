// What is closed, hatched, and why, when one asks.
import { effect, signal } from '@preact/signals'
import type { FeatureCollection } from 'geojson'
import maplibregl, { type LayerSpecification, type MapGeoJSONFeature } from 'maplibre-gl'
import { closures as fetchClosures } from '../api'
import { network, wishes } from '../store'
import type { Closure } from '../types'
import { when } from '../closed'
import { say } from '../words'
import { nothing } from './loop-layers'
import type { Source } from './style'

const red = '#a3201c'
const only = (...types: string[]) => ['in', ['geometry-type'], ['literal', types]]

export const closureLayers = [
  { id: 'closures', type: 'fill', source: 'closures', filter: only('Polygon', 'MultiPolygon'), paint: { 'fill-pattern': 'hatch' } },
  { id: 'closed-lines', type: 'line', source: 'closures', filter: only('Polygon', 'MultiPolygon', 'LineString', 'MultiLineString'),
    paint: { 'line-color': red, 'line-width': ['match', ['geometry-type'], ['Polygon', 'MultiPolygon'], 1.2, 5], 'line-dasharray': [1.5, 1] } },
  { id: 'closed-points', type: 'circle', source: 'closures', filter: only('Point', 'MultiPoint'),
    paint: { 'circle-radius': 6, 'circle-color': '#fff', 'circle-stroke-color': red, 'circle-stroke-width': 3.5 } },
] as LayerSpecification[]

// Those of the wished date, or all. A map without them is none the worse.
export function showClosures(draw: (source: Source, data: () => FeatureCollection) => () => void) {
  const known = signal<FeatureCollection>(nothing)
  let asking: AbortController | undefined
  return [
    effect(() => {
      const date = wishes.value.on_date
      asking?.abort()
      if (!network.value) return
      const request = asking = new AbortController()
      fetchClosures(date, request.signal).then((found) => { known.value = found }, () => undefined)
    }),
    draw('closures', () => known.value),
  ]
}

// MapLibre tells lists as text.
const listed = (trails: unknown): string[] => typeof trails === 'string' ? JSON.parse(trails) : []

export function popClosure(map: maplibregl.Map, at: maplibregl.LngLat, { properties }: MapGeoJSONFeature) {
  const closure = properties as Closure
  const lines = [closure.reason || say('closed'), when(closure), listed(closure.trails).join(', '), closure.source]
  const box = document.createElement('div')
  box.append(...lines.filter((line): line is string => !!line).map((line, i) => Object.assign(document.createElement(i ? 'p' : 'strong'), { textContent: line })))
  new maplibregl.Popup({ maxWidth: '16rem' }).setLngLat(at).setDOMContent(box).addTo(map)
}
