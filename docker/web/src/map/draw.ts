// Terra Draw on the map: corners of an area are clicked, and dragged once it is closed.
import type { Position } from 'geojson'
import type { Map } from 'maplibre-gl'
import { TerraDraw, TerraDrawPolygonMode, TerraDrawSelectMode, ValidateNotSelfIntersecting } from 'terra-draw'
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter'

const red = '#a3201c'
const colours = { fillColor: red, outlineColor: red, fillOpacity: 0.25, outlineWidth: 3 } as const
const chosen = { selectedPolygonColor: red, selectedPolygonOutlineColor: red, selectedPolygonFillOpacity: 0.25, selectionPointColor: '#ffffff', selectionPointOutlineColor: red,
  selectionPointOutlineWidth: 3, midPointColor: red, midPointOutlineColor: '#ffffff' } as const
const shape = { draggable: true, coordinates: { draggable: true, deletable: true, midpoints: true } }

export function startDrawing(map: Map, rings: Position[][], how: 'area' | 'reshape', onChange: (rings: Position[][]) => void): () => void {
  const draw = new TerraDraw({ adapter: new TerraDrawMapLibreGLAdapter({ map }), modes: [
    new TerraDrawPolygonMode({ styles: { ...colours, closingPointColor: red }, validation: ValidateNotSelfIntersecting }),
    new TerraDrawSelectMode({ styles: chosen, flags: { polygon: { feature: shape } } }),
  ] })
  draw.start()
  const found = draw.addFeatures(rings.map((ring) => ({ type: 'Feature', geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] }, properties: { mode: 'polygon' } })))
  const tell = () => onChange(draw.getSnapshot().flatMap(({ geometry, properties }) =>
    geometry.type === 'Polygon' && properties.mode === 'polygon' ? [geometry.coordinates[0].slice(0, -1)] : []))

  const reshape = (id: string | number | undefined) => {
    draw.setMode('select')
    if (id !== undefined) draw.selectFeature(id)
  }
  draw.on('finish', (id, { action }) => {
    tell()
    if (action === 'draw') reshape(id)
  })
  draw.on('change', (_, type) => type === 'delete' && draw.getMode() === 'select' && tell())
  if (how === 'area') draw.setMode('polygon')
  else reshape(found[0]?.id)
  return () => draw.stop()
}
