// The network itself, live from the API: trails by appeal and difficulty, where hikes start, where one may sleep or drink.
import type { LayerSpecification } from 'maplibre-gl'
import type { Palette } from './palette'

const from = (id: string, type: string, layer: string, more: object) => ({ id, type, source: 'network', 'source-layer': layer, ...more })
const grade = ['coalesce', ['get', 'difficulty'], 0]
const appeal = ['coalesce', ['get', 'appeal'], 1]
// Where all of a region is in view its trails are a texture, not yet lines to follow.
const width = ['interpolate', ['linear'], ['zoom'], 8, 0.4, 11, 0.7, 13, 1.5, 15, 2.8]
const opacity = ['interpolate', ['linear'], ['zoom'], 10, 0.6, 13, 0.9]

const named = (size: number, colour: unknown, halo: string) => ({
  layout: { 'text-font': ['sans-serif'], 'text-size': size, 'text-field': ['get', 'name'] },
  paint: { 'text-color': colour, 'text-halo-color': halo, 'text-halo-width': 1.5 } })

// Mountain paths are dashed, alpine ones (T4 and harder) dotted in a colour of their own, as walkers' maps have it.
export const trailLayers = ({ trail, dull, alpine }: Palette) => {
  const colour = ['interpolate', ['linear'], appeal, 0, dull, 1, trail]
  const trails = (id: string, filter: unknown, paint: object) =>
    from(id, 'line', 'trails', { filter, paint: { 'line-color': colour, 'line-width': width, 'line-opacity': opacity, ...paint } })
  return [
    trails('trails', ['<', grade, 2], {}),
    trails('mountain-trails', ['all', ['>=', grade, 2], ['<', grade, 4]], { 'line-dasharray': [4, 1.2] }),
    trails('alpine-trails', ['>=', grade, 4], { 'line-color': alpine, 'line-dasharray': [1.2, 1.2] }),
  ] as LayerSpecification[]
}

// Signs from one zoom on, their names from another.
const camps = (id: string, kinds: string[], icon: string, size: number, minzoom: number, namedFrom: number, { ink, halo }: Palette) => {
  const { layout, paint } = named(11, ink, halo)
  return from(id, 'symbol', 'camps', { minzoom, filter: ['in', ['get', 'kind'], ['literal', kinds]], paint,
    layout: { ...layout, 'text-field': ['step', ['zoom'], '', namedFrom, ['coalesce', ['get', 'name'], '']], 'text-anchor': 'top', 'text-offset': [0, 0.7],
      'text-max-width': 8, 'text-optional': true, 'icon-image': icon, 'icon-size': size, 'icon-allow-overlap': icon === 'hut' } })
}

export const signLayers = (palette: Palette) => {
  const { halo, trail, dull, alpine } = palette
  const { layout, paint } = named(11, ['case', ['>=', grade, 4], alpine, ['<', appeal, 0.5], dull, trail], halo)
  return [
    from('trail-names', 'symbol', 'trails', { minzoom: 12.5, paint, layout: { ...layout, 'symbol-placement': 'line', 'symbol-spacing': 300, 'symbol-sort-key': ['-', appeal],
      'text-field': ['case', ['>=', grade, 2], ['concat', ['get', 'name'], ' · T', ['to-string', grade]], ['get', 'name']] } }),
    from('trailheads', 'circle', 'trailheads', { minzoom: 12, paint: { 'circle-radius': ['interpolate', ['linear'], ['zoom'], 12, 2, 15, 5],
      'circle-color': halo, 'circle-stroke-color': trail, 'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 12, 1, 14, 2] } }),
    camps('water-sources', ['spring', 'drinking_water', 'water'], 'drop', 0.3, 13.5, 15, palette),
    camps('shelters', ['shelter'], 'roof', 0.4, 12, 14, palette),
    camps('camps', ['camp_site'], 'tent', 0.5, 10, 12, palette),
    camps('huts', ['alpine_hut', 'wilderness_hut'], 'hut', 0.5, 10, 12, palette),
  ] as LayerSpecification[]
}
