// What the map draws of an answer: the loops, the chosen one bold with its direction and distance marks, where it starts, the drive.
import { dayLines, nights } from '../days'
import { stations } from '../loops'
import type { Ahead, Drive, Loop } from '../types'
import { metresPerUnit } from '../units'
import { sayName } from '../words'
import type { Feature, FeatureCollection, Position } from 'geojson'
import type { LayerSpecification } from 'maplibre-gl'

export const loopColours = ['#c8502d', '#2c6e9b', '#6a4c93']
export const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] }

const round = { 'line-join': 'round', 'line-cap': 'round' } as const
const colour = ['match', ['get', 'rank'], 2, loopColours[1], 3, loopColours[2], loopColours[0]]

const is = (sort: string) => ['==', ['get', 'sort'], sort]
const name = { 'text-font': ['Bold', 'sans-serif'], 'text-size': 13 }

export const loopLayers = (ink: string, paper: string) => [
  { id: 'ahead-edge', type: 'line', source: 'ahead', layout: round, paint: { 'line-color': paper, 'line-width': ['case', ['get', 'browsed'], 8, 5], 'line-opacity': 0.8 } },
  { id: 'ahead', type: 'line', source: 'ahead', layout: { ...round, 'line-sort-key': ['case', ['get', 'browsed'], 1, 0] },
    paint: { 'line-color': loopColours[0], 'line-width': ['case', ['get', 'browsed'], 5, 2.5], 'line-opacity': ['case', ['get', 'browsed'], 1, 0.75] } },
  { id: 'drive', type: 'line', source: 'drive', layout: round,
    paint: { 'line-color': ink, 'line-width': 2.5, 'line-dasharray': [1, 2], 'line-opacity': 0.8 } },
  { id: 'loops-edge', type: 'line', source: 'loops', filter: ['!', ['get', 'chosen']], layout: round,
    paint: { 'line-color': paper, 'line-width': 6, 'line-opacity': 0.6 } },
  { id: 'loops', type: 'line', source: 'loops', filter: ['!', ['get', 'chosen']], layout: round,
    paint: { 'line-color': colour, 'line-width': 3, 'line-opacity': 0.55 } },
  { id: 'chosen-edge', type: 'line', source: 'loops', filter: ['get', 'chosen'], layout: round, paint: { 'line-color': paper, 'line-width': 9 } },
  { id: 'chosen', type: 'line', source: 'loops', filter: ['get', 'chosen'], layout: round, paint: { 'line-color': colour, 'line-width': 5.5 } },
  { id: 'other-days', type: 'line', source: 'other-days', layout: round, paint: { 'line-color': paper, 'line-width': 5.5, 'line-opacity': 0.65 } },
  { id: 'directions', type: 'symbol', source: 'loops', filter: ['get', 'chosen'],
    layout: { 'symbol-placement': 'line', 'symbol-spacing': 110, 'icon-image': 'arrow', 'icon-size': 0.42, 'icon-allow-overlap': true, 'icon-ignore-placement': true } },
  { id: 'marks', type: 'symbol', source: 'marks', filter: is('distance'),
    layout: { 'text-field': ['get', 'text'], 'text-font': ['sans-serif'], 'text-size': 11, 'icon-image': 'mark', 'icon-size': 0.5, 'text-optional': false },
    paint: { 'text-color': '#26302b' } },
  { id: 'nights', type: 'symbol', source: 'marks', filter: is('night'),
    layout: { 'text-field': ['get', 'text'], 'text-font': ['Bold', 'sans-serif'], 'text-size': 13, 'icon-image': 'night', 'icon-size': 0.62,
      'text-allow-overlap': true, 'icon-allow-overlap': true },
    paint: { 'text-color': '#fff' } },
  { id: 'night-names', type: 'symbol', source: 'marks', filter: is('night'),
    layout: { ...name, 'text-field': ['get', 'name'], 'text-variable-anchor-offset': ['bottom', [0, -1.2], 'top', [0, 1.2], 'left', [1.2, 0], 'right', [-1.2, 0]] },
    paint: { 'text-color': ink, 'text-halo-color': paper, 'text-halo-width': 2 } },
  { id: 'start', type: 'circle', source: 'marks', filter: is('start'),
    paint: { 'circle-radius': 8, 'circle-color': paper, 'circle-stroke-color': ink, 'circle-stroke-width': 4 } },
  { id: 'start-name', type: 'symbol', source: 'marks', filter: is('start'),
    layout: { ...name, 'text-max-width': 7, 'text-field': ['get', 'text'], 'text-anchor': 'bottom', 'text-offset': [0, -1], 'text-allow-overlap': true },
    paint: { 'text-color': ink, 'text-halo-color': paper, 'text-halo-width': 2 } },
] as LayerSpecification[]

export const loopsDrawn = (loops: Loop[], chosen: number): FeatureCollection => ({ type: 'FeatureCollection',
  features: loops.map((loop, i) => ({ type: 'Feature', geometry: loop.geom, properties: { rank: loop.rank, chosen: i === chosen } })) })

export const aheadDrawn = (loops: Ahead[], browsed: Ahead | null): FeatureCollection => ({ type: 'FeatureCollection',
  features: loops.map((loop, i) => ({ type: 'Feature', geometry: loop.geom, properties: { turn: i, browsed: loop === browsed } })) })

const mark = (sort: 'start' | 'night' | 'distance', coordinates: Position, text: string, more = {}): Feature =>
  ({ type: 'Feature', geometry: { type: 'Point', coordinates }, properties: { sort, text, ...more } })

// A mark each mile or kilometre; on long hikes each fifth.
function distances(loop: Loop): Feature[] {
  const way = stations(loop)
  const unit = metresPerUnit()
  const every = way[way.length - 1].metres > 30 * unit ? 5 : 1
  const marks = []
  let next = every
  for (const station of way) {
    if (station.metres < next * unit) continue
    marks.push(mark('distance', station.point, String(next)))
    next += every
  }
  return marks
}

export const marksDrawn = (loop: Loop | null): FeatureCollection => loop ? { type: 'FeatureCollection', features: [
  ...distances(loop),
  ...nights(loop).map(({ day, point, name }) => mark('night', point, String(day), { name: name ? sayName(name) : '' })),
  mark('start', loop.geom.coordinates[0], loop.trailhead ?? '')] } : nothing

// The days that are not looked at, to be faded.
export const otherDays = (loop: Loop | null, shown: number | null): FeatureCollection => loop && shown !== null ? { type: 'FeatureCollection',
  features: dayLines(loop).flatMap((coordinates, i) => i + 1 === shown ? []
    : [{ type: 'Feature', geometry: { type: 'LineString', coordinates }, properties: {} }]) } : nothing

export const driveDrawn = (drive: Drive | null): FeatureCollection => drive
  ? { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: drive.geom, properties: {} }] } : nothing
