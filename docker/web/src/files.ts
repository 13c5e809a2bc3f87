// A loop as KML or GeoJSON, made of the answer that is there, so that it needs no signal. GPX, with waypoints, is the API's.
import type { Loop } from './types'

const title = (loop: Loop) => `${loop.hike_mi.toFixed(1)} mi ${loop.shape.replaceAll('_', ' ')} from ${loop.trailhead || 'the trailhead'}`

export const fileName = (loop: Loop, ending: string) =>
  `${title(loop).toLowerCase().normalize('NFD').replace(/[^a-z0-9.]+/g, '-').replace(/^-|-$/g, '')}.${ending}`

const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)

export function kml(loop: Loop): string {
  const line = loop.geom.coordinates.map((point) => point.join(',')).join(' ')
  return `<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${escaped(title(loop))}</name>
<Placemark><name>${escaped(title(loop))}</name><description>${escaped(loop.trails.join(', '))}</description>
<LineString><tessellate>1</tessellate><coordinates>${line}</coordinates></LineString></Placemark>
<Placemark><name>${escaped(loop.trailhead || 'Trailhead')}</name><Point><coordinates>${loop.geom.coordinates[0].join(',')}</coordinates></Point></Placemark>
</Document></kml>
`
}

export function geojson(loop: Loop): string {
  const { geom, legs: _, ...properties } = loop
  return JSON.stringify({ type: 'FeatureCollection', attribution: '(c) OpenStreetMap contributors',
    features: [{ type: 'Feature', geometry: geom, properties: { name: title(loop), ...properties } }] })
}
