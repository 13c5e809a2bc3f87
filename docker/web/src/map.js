// The map: trails from our own vector tiles, the start of the drive, the loops, and a dot that the
// elevation profile moves.
import maplibregl from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'

export const colours = ['#c8502d', '#2c6e9b', '#6a4c93']
const nothing = { type: 'FeatureCollection', features: [] }
const rasterUrl = import.meta.env.VITE_RASTER_TILES

function style(tiles) {
  const raster = rasterUrl && { type: 'raster', tiles: [rasterUrl], tileSize: 256 }
  const width = ['interpolate', ['linear'], ['zoom'], 8, 0.7, 14, 2.6]
  const colour = ['interpolate', ['linear'], ['coalesce', ['get', 'appeal'], 1], 0, '#b9b1a1', 1, '#4d7f5f']
  return {
    version: 8,
    sources: {
      ...(raster && { raster }),
      network: { type: 'vector', tiles: [tiles], maxzoom: 14, attribution: '© OpenStreetMap contributors' },
      loops: { type: 'geojson', data: nothing },
      dot: { type: 'geojson', data: nothing },
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': '#f1ecdf' } },
      ...(raster ? [{ id: 'raster', type: 'raster', source: 'raster' }] : []),
      { id: 'trails', type: 'line', source: 'network', 'source-layer': 'trails',
        paint: { 'line-color': colour, 'line-width': width, 'line-opacity': 0.8 } },
      { id: 'loop-edge', type: 'line', source: 'loops', layout: { 'line-join': 'round', 'line-cap': 'round', 'line-sort-key': ['-', ['get', 'rank']] },
        paint: { 'line-color': '#fff', 'line-width': ['+', 5, ['*', 2, ['get', 'rank']]] } },
      { id: 'loops', type: 'line', source: 'loops', layout: { 'line-join': 'round', 'line-cap': 'round', 'line-sort-key': ['-', ['get', 'rank']] },
        paint: { 'line-color': ['get', 'colour'], 'line-width': ['+', 1.5, ['*', 2, ['get', 'rank']]] } },
      { id: 'trailheads', type: 'circle', source: 'network', 'source-layer': 'trailheads',
        paint: { 'circle-radius': 5, 'circle-color': '#fff', 'circle-stroke-color': '#2f5d46', 'circle-stroke-width': 2.5 } },
      { id: 'camps', type: 'circle', source: 'network', 'source-layer': 'camps',
        paint: { 'circle-radius': 4, 'circle-color': '#e0a33b', 'circle-stroke-color': '#fff', 'circle-stroke-width': 1.5 } },
      { id: 'dot', type: 'circle', source: 'dot',
        paint: { 'circle-radius': 7, 'circle-color': '#26302b', 'circle-stroke-color': '#fff', 'circle-stroke-width': 3 } },
    ],
  }
}

export function createMap(tiles, onChoose) {
  const map = new maplibregl.Map({ container: 'map', style: style(tiles), center: [0, 20], zoom: 1, attributionControl: { compact: false } })
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new maplibregl.ScaleControl(), 'bottom-left')
  const start = new maplibregl.Marker({ color: '#26302b' })
  const ready = new Promise((resolve) => { map.once('load', resolve) })
  map.on('click', ({ lngLat }) => onChoose(lngLat.lat, lngLat.lng))

  const fit = (box) => map.fitBounds(box, { padding: 50, animate: false, maxZoom: 14 })
  return {
    fit,
    showStart: (lat, lon) => start.setLngLat([lon, lat]).addTo(map),
    async showLoops(loops) {
      await ready
      map.getSource('loops').setData({ type: 'FeatureCollection', features: loops.map((loop, index) => ({
        type: 'Feature', geometry: loop.geom, properties: { rank: loop.rank, colour: colours[index] } })) })
      if (loops.length === 0) return
      const box = new maplibregl.LngLatBounds()
      for (const loop of loops) for (const [lon, lat] of loop.geom.coordinates) box.extend([lon, lat])
      fit(box)
    },
    showDot: (point) => map.getSource('dot').setData(point
      ? { type: 'Point', coordinates: point } : nothing),
  }
}
