// What the map draws of an answer: the loops, the chosen one bold with its direction and distance marks, where it starts, the drive.
import { stations } from '../loops'
import type { Drive, Loop } from '../types'
import { metresPerUnit, units } from '../units'
import type { FeatureCollection } from 'geojson'
import type { LayerSpecification } from 'maplibre-gl'

export const loopColours = ['#c8502d', '#2c6e9b', '#6a4c93']
export const sources = ['loops', 'marks', 'drive', 'pointer'] as const
export const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] }

const round = { 'line-join': 'round', 'line-cap': 'round' } as const
const colour = ['match', ['get', 'rank'], 2, loopColours[1], 3, loopColours[2], loopColours[0]]

export const loopLayers = (ink: string, paper: string) => [
  { id: 'drive', type: 'line', source: 'drive', layout: round,
    paint: { 'line-color': ink, 'line-width': 2.5, 'line-dasharray': [1, 2], 'line-opacity': 0.8 } },
  { id: 'loops-edge', type: 'line', source: 'loops', filter: ['!', ['get', 'chosen']], layout: round,
    paint: { 'line-color': paper, 'line-width': 6, 'line-opacity': 0.6 } },
  { id: 'loops', type: 'line', source: 'loops', filter: ['!', ['get', 'chosen']], layout: round,
    paint: { 'line-color': colour, 'line-width': 3, 'line-opacity': 0.55 } },
  { id: 'chosen-edge', type: 'line', source: 'loops', filter: ['get', 'chosen'], layout: round, paint: { 'line-color': paper, 'line-width': 9 } },
  { id: 'chosen', type: 'line', source: 'loops', filter: ['get', 'chosen'], layout: round, paint: { 'line-color': colour, 'line-width': 5.5 } },
  { id: 'directions', type: 'symbol', source: 'loops', filter: ['get', 'chosen'],
    layout: { 'symbol-placement': 'line', 'symbol-spacing': 90, 'icon-image': 'arrow', 'icon-size': 0.62, 'icon-allow-overlap': true, 'icon-ignore-placement': true } },
  { id: 'marks', type: 'symbol', source: 'marks', filter: ['!', ['has', 'start']],
    layout: { 'text-field': ['get', 'text'], 'text-font': ['sans-serif'], 'text-size': 11, 'icon-image': 'mark', 'icon-size': 0.5, 'text-optional': false },
    paint: { 'text-color': '#26302b' } },
  { id: 'start', type: 'circle', source: 'marks', filter: ['has', 'start'],
    paint: { 'circle-radius': 8, 'circle-color': paper, 'circle-stroke-color': ink, 'circle-stroke-width': 4 } },
  { id: 'start-name', type: 'symbol', source: 'marks', filter: ['has', 'start'],
    layout: { 'text-field': ['get', 'text'], 'text-font': ['Bold', 'sans-serif'], 'text-size': 13, 'text-anchor': 'bottom', 'text-offset': [0, -1], 'text-allow-overlap': true },
    paint: { 'text-color': ink, 'text-halo-color': paper, 'text-halo-width': 2 } },
  { id: 'pointer', type: 'circle', source: 'pointer',
    paint: { 'circle-radius': 7, 'circle-color': ink, 'circle-stroke-color': paper, 'circle-stroke-width': 3 } },
] as LayerSpecification[]

export const loopsDrawn = (loops: Loop[], chosen: number): FeatureCollection => ({ type: 'FeatureCollection',
  features: loops.map((loop, i) => ({ type: 'Feature', geometry: loop.geom, properties: { rank: loop.rank, chosen: i === chosen } })) })

// The start, and a mark each mile or kilometre; on long hikes each fifth.
export function marksDrawn(loop: Loop | null): FeatureCollection {
  if (!loop) return nothing
  const way = stations(loop)
  const unit = metresPerUnit()
  const every = way[way.length - 1].metres > 30 * unit ? 5 : 1
  const marks = []
  let next = every
  for (const station of way) {
    if (station.metres < next * unit) continue
    marks.push({ type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: station.point }, properties: { text: String(next), unit: units.value } })
    next += every
  }
  return { type: 'FeatureCollection', features: [...marks,
    { type: 'Feature', geometry: { type: 'Point', coordinates: way[0].point }, properties: { start: true, text: loop.trailhead ?? '' } }] }
}

export const driveDrawn = (drive: Drive | null): FeatureCollection => drive
  ? { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: drive.geom, properties: {} }] } : nothing
