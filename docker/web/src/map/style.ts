// The map's style: paper, the network's trails live from the API, and above them the loops.
import { tilesUrl } from '../api'
import { loopLayers, nothing, sources } from './loop-layers'
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'

export interface Palette {
  paper: string
  ink: string
  halo: string
  trail: string
  dull: string
  camp: string
}

export const palettes: Record<'light' | 'dark', Palette> = {
  light: { paper: '#f5f1e6', ink: '#26302b', halo: '#ffffff', trail: '#4d7f5f', dull: '#b9b1a1', camp: '#b8791b' },
  dark: { paper: '#1c2320', ink: '#e6ebe4', halo: '#10150f', trail: '#7fb391', dull: '#5c625a', camp: '#e0a33b' },
}

const text = { 'text-font': ['sans-serif'], 'text-size': 12 }

const networkLayers = ({ ink, halo, trail, dull, camp }: Palette) => [
  { id: 'trails', type: 'line', source: 'network', 'source-layer': 'trails',
    paint: { 'line-color': ['interpolate', ['linear'], ['coalesce', ['get', 'appeal'], 1], 0, dull, 1, trail],
      'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.7, 14, 2.4], 'line-opacity': 0.85 } },
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

export function style(mode: 'light' | 'dark', version: string, bounds: [number, number, number, number]): StyleSpecification {
  const palette = palettes[mode]
  return {
    version: 8,
    sources: {
      network: { type: 'vector', tiles: [tilesUrl(version)], minzoom: 7, maxzoom: 14, bounds, attribution: '© OpenStreetMap contributors' },
      ...Object.fromEntries(sources.map((name) => [name, { type: 'geojson', data: nothing } as const])),
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': palette.paper } },
      ...networkLayers(palette),
      ...loopLayers(palette.ink, palette.halo),
    ],
  }
}
