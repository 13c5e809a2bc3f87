// The land under the trails, from static tiles made at import (docker/osm/map.sh): ground, woods, water, roads, relief, names.
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl'
import { heightShown } from '../units'
import type { Palette } from './palette'

export interface Land {
  version: string
  bounds: [number, number, number, number]
  minzoom: number
  maxzoom: number
  relief: boolean
}

// The map's description; null where none was made, and the trails lie on plain paper then.
export async function findLand(): Promise<Land | null> {
  const answer = await fetch('/tiles/map.json').catch(() => null)
  return answer?.status === 200 ? answer.json() : null
}

export const landTiles = (version: string, path: string) => `${location.origin}/tiles/${path}?v=${version}`

export function landSources(land: Land): Record<string, SourceSpecification> {
  const { version, bounds, minzoom, maxzoom } = land
  const tiles = (path: string) => [landTiles(version, path)]
  return {
    land: { type: 'vector', tiles: tiles('land/{z}/{x}/{y}.pbf'), minzoom, maxzoom, bounds },
    ...(land.relief && { relief: { type: 'raster', tiles: tiles('relief/{z}/{x}/{y}.webp'), tileSize: 512, minzoom, maxzoom: 11, bounds } }),
  }
}

const zoomed = (...stops: number[]) => ['interpolate', ['exponential', 1.5], ['zoom'], ...stops]
const from = (id: string, type: string, layer: string, more: object) => ({ id, type, source: 'land', 'source-layer': layer, ...more })
const only = (...kinds: string[]) => ['in', ['get', 'kind'], ['literal', kinds]]

export const groundLayers = (land: Land, p: Palette) => [
  from('ground', 'fill', 'ground', { paint: { 'fill-color': ['match', ['get', 'kind'], 'town', p.town, 'ice', p.ice, 'rock', p.rock, 'heath', p.heath, p.meadow] } }),
  from('wood', 'fill', 'wood', { paint: { 'fill-color': p.wood } }),
  ...(land.relief ? [{ id: 'relief', type: 'raster', source: 'relief', paint: { 'raster-opacity': p.relief, 'raster-fade-duration': 0 } }] : []),
  from('contour', 'line', 'contour', { paint: { 'line-color': p.contour, 'line-opacity': 0.55,
    'line-width': ['case', ['==', ['%', ['get', 'ele'], 250], 0], 1, 0.5] } }),
  from('water', 'fill', 'water', { paint: { 'fill-color': p.water } }),
  from('waterway', 'line', 'waterway', { paint: { 'line-color': p.water, 'line-width': ['match', ['get', 'kind'], 'river', 1.8, 0.9] } }),
  from('building', 'fill', 'building', { minzoom: 14, paint: { 'fill-color': p.building } }),
  from('rail', 'line', 'rail', { paint: { 'line-color': p.rail, 'line-width': 1.2, 'line-dasharray': [4, 2] } }),
  ...[['service', 13, 0.4, 17, 5], ['minor', 11, 0.5, 17, 8], ['main', 9, 0.8, 17, 11], ['major', 7, 1, 17, 14]].flatMap(([kind, z, thin, far, wide]) => [
    from(`${kind}-edge`, 'line', 'road', { filter: only(String(kind)), layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': p.roadEdge, 'line-width': zoomed(Number(z), Number(thin) + 0.8, Number(far), Number(wide) + 2.5) } }),
    from(`${kind}`, 'line', 'road', { filter: only(String(kind)), layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': kind === 'major' ? p.majorRoad : p.road, 'line-width': zoomed(Number(z), Number(thin), Number(far), Number(wide)) } }),
  ]),
] as LayerSpecification[]

const named = (p: Palette, size: unknown, font: string[] = ['sans-serif'], colour = p.ink) => ({
  layout: { 'text-field': ['get', 'name'], 'text-font': font, 'text-size': size, 'text-max-width': 8 },
  paint: { 'text-color': colour, 'text-halo-color': p.halo, 'text-halo-width': 1.4 },
})

const along = (p: Palette, id: string, layer: string, size: number, colour: string, text: unknown, more: object) => {
  const { layout, paint } = named(p, size, ['sans-serif'], colour)
  return from(id, 'symbol', layer, { layout: { ...layout, 'text-field': text, 'symbol-placement': 'line', 'symbol-spacing': 350 }, paint, ...more })
}

// Names, the less important first: those above win where there is no room. Tiles tell heights in metres; who walks miles reads feet.
export const nameLayers = (p: Palette) => {
  const peak = named(p, 11)
  const height = ['to-string', ['round', ['*', ['get', 'ele'], heightShown(1)]]]
  return [
    along(p, 'contour-height', 'contour', 9.5, p.contourName, height, { minzoom: 12, filter: ['==', ['%', ['get', 'ele'], 250], 0] }),
    along(p, 'street-name', 'street_name', 10.5, p.quiet, ['get', 'name'], { minzoom: 14 }),
    along(p, 'waterway-name', 'waterway', 10.5, p.waterName, ['get', 'name'], { minzoom: 12 }),
    from('water-name', 'symbol', 'water_name', named(p, 11, ['Italic', 'sans-serif'], p.waterName)),
    from('hamlet', 'symbol', 'place', { filter: only('hamlet', 'isolated_dwelling', 'locality', 'neighbourhood'), minzoom: 12.5, ...named(p, 10.5, ['sans-serif'], p.quiet) }),
    from('land-hut', 'symbol', 'hut', { filter: only('alpine_hut', 'wilderness_hut', 'camp_site'), minzoom: 12, paint: peak.paint,
      layout: { ...peak.layout, 'icon-image': ['match', ['get', 'kind'], 'camp_site', 'tent', 'hut'], 'icon-size': 0.5, 'text-anchor': 'top', 'text-offset': [0, 0.7], 'text-optional': true } }),
    from('peak', 'symbol', 'peak', { paint: peak.paint, layout: { ...peak.layout, 'icon-image': ['match', ['get', 'kind'], 'saddle', 'saddle', 'peak'], 'icon-size': 0.4,
      'text-field': ['case', ['has', 'ele'], ['concat', ['get', 'name'], '\n', height], ['get', 'name']],
      'text-anchor': 'top', 'text-offset': [0, 0.6], 'symbol-sort-key': ['-', ['coalesce', ['get', 'ele'], 0]] } }),
    from('village', 'symbol', 'place', { filter: only('village', 'suburb'), ...named(p, zoomed(10, 11, 14, 14)) }),
    from('town', 'symbol', 'place', { filter: only('city', 'town'), ...named(p, zoomed(7, 11, 13, 18), ['Bold', 'sans-serif']) }),
  ] as LayerSpecification[]
}
