// The map's style: the land, the network's trails live from the API, names, and above them the loops.
import { tilesUrl } from '../api'
import { areaLayers } from './areas'
import { closureLayers } from './closures'
import { loopLayers, nothing } from './loop-layers'
import { groundLayers, landSources, nameLayers, type Land } from './land'
import { signLayers, trailLayers } from './network-layers'
import { palettes } from './palette'
import type { StyleSpecification } from 'maplibre-gl'

// What is drawn of the store.
const sources = ['closures', 'areas', 'ahead', 'drive', 'loops', 'other-days', 'marks'] as const
export type Source = typeof sources[number]

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
      ...trailLayers(palette),
      ...closureLayers,
      ...areaLayers,
      // Names and signs stay legible on the loops' lines; the loops' own marks stand above all.
      ...overlay.filter(({ type }) => type === 'line'),
      ...signLayers(palette),
      ...(land ? nameLayers(palette) : []),
      ...overlay.filter(({ type }) => type !== 'line'),
    ],
  }
}
