// A loop as KML or GeoJSON, made of the answer that is there, so that it needs no signal. GPX, with waypoints, is the API's.
import type { Position } from 'geojson'
import { dayLines, nights } from './days'
import type { Loop } from './types'

const title = (loop: Loop) => `${loop.hike_mi.toFixed(1)} mi ${loop.shape.replaceAll('_', ' ')} from ${loop.trailhead || 'the trailhead'}`

export const fileName = (loop: Loop, ending: string) =>
  `${title(loop).toLowerCase().normalize('NFD').replace(/[^a-z0-9.]+/g, '-').replace(/^-|-$/g, '')}.${ending}`

interface Stretch {
  name: string
  line: Position[]
}

// The whole loop, or a stretch a day.
const stretches = (loop: Loop): Stretch[] => loop.days
  ? dayLines(loop).map((line, i) => ({ line, name: `Day ${i + 1}: ${loop.days![i].hike_mi.toFixed(1)} mi` }))
  : [{ line: loop.geom.coordinates, name: title(loop) }]

const stops = (loop: Loop) => [{ name: loop.trailhead || 'Trailhead', point: loop.geom.coordinates[0] },
  ...nights(loop).map(({ day, name, point }) => ({ name: `Night ${day}${name ? `: ${name}` : ''}`, point }))]

const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
const written = (points: Position[]) => `<coordinates>${points.map((point) => point.join(',')).join(' ')}</coordinates>`

export function kml(loop: Loop): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${escaped(title(loop))}</name><description>${escaped(loop.trails.join(', '))}</description>
${stretches(loop).map(({ name, line }) => `<Placemark><name>${escaped(name)}</name><LineString><tessellate>1</tessellate>${written(line)}</LineString></Placemark>`).join('\n')}
${stops(loop).map(({ name, point }) => `<Placemark><name>${escaped(name)}</name><Point>${written([point])}</Point></Placemark>`).join('\n')}
</Document></kml>
`
}

export function geojson(loop: Loop): string {
  const { geom: _geom, legs: _legs, days, ...properties } = loop
  return JSON.stringify({ type: 'FeatureCollection', attribution: '(c) OpenStreetMap contributors', name: title(loop), features: [
    ...stretches(loop).map(({ name, line }, i) => {
      const { edges: _edges, night: _night, ...ofDay } = days?.[i] ?? { edges: [], night: null }
      return { type: 'Feature', geometry: { type: 'LineString', coordinates: line }, properties: { name, ...(days ? ofDay : properties) } }
    }),
    ...stops(loop).map(({ name, point }) => ({ type: 'Feature', geometry: { type: 'Point', coordinates: point }, properties: { name } }))] })
}
