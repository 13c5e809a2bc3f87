// The map's style: the land, the network's trails live from the API, names, and above them the loops.
import { tilesUrl } from '../api'
import { loopLayers, nothing, sources } from './loop-layers'
import { groundLayers, landSources, nameLayers, type Land } from './land'
import { palettes, type Palette } from './palette'
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'

const text = { 'text-font': ['sans-serif'], 'text-size': 12 }

const networkLayers = ({ ink, halo, trail, dull, camp }: Palette) => [
  { id: 'trails', type: 'line', source: 'network', 'source-layer': 'trails',
    paint: { 'line-color': ['interpolate', ['linear'], ['coalesce', ['get', 'appeal'], 1], 0, dull, 1, trail],
      'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.5, 12, 1.3, 15, 2.6], 'line-opacity': 0.9 } },
  { id: 'trail-names', type: 'symbol', source: 'network', 'source-layer': 'trails', minzoom: 13,
    layout: { ...text, 'symbol-placement': 'line', 'text-field': ['get', 'name'], 'text-size': 11 },
    paint: { 'text-color': trail, 'text-halo-color': halo, 'text-halo-width': 1.5 } },
  { id: 'trailheads', type: 'circle', source: 'network', 'source-layer': 'trailheads', minzoom: 11,
    paint: { 'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 2, 15, 5], 'circle-color': halo, 'circle-stroke-color': trail, 'circle-stroke-width': 2 } },
  { id: 'camps', type: 'circle', source: 'network', 'source-layer': 'camps', minzoom: 12,
    paint: { 'circle-radius': 3.5, 'circle-color': camp, 'circle-stroke-color': halo, 'circle-stroke-width': 1.2 } },
  { id: 'camp-names', type: 'symbol', source: 'network', 'source-layer': 'camps', minzoom: 14,
    layout: { ...text, 'text-field': ['get', 'name'], 'text-size': 11, 'text-anchor': 'top', 'text-offset': [0, 0.6] },
    paint: { 'text-color': ink, 'text-halo-color': halo, 'text-halo-width': 1.5 } },
] as LayerSpecification[]

export function style(mode: 'light' | 'dark', version: string, bounds: [number, number, number, number], land: Land | null): StyleSpecification {
  const palette = palettes[mode]
  const overlay = loopLayers(palette.ink, palette.halo)
  return {
    version: 8,
    sources: {
      ...(land && landSources(land)),
      network: { type: 'vector', tiles: [tilesUrl(version)], minzoom: 7, maxzoom: 14, bounds, attribution: '© OpenStreetMap contributors' },
      ...Object.fromEntries(sources.map((name) => [name, { type: 'geojson', data: nothing } as const])),
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': palette.paper } },
      ...(land ? groundLayers(land, palette) : []),
      ...networkLayers(palette),
      // Names stay legible on the loops' lines; the loops' own marks stand above all.
      ...overlay.filter(({ type }) => type === 'line'),
      ...(land ? nameLayers(palette) : []),
      ...overlay.filter(({ type }) => type !== 'line'),
    ],
  }
}
