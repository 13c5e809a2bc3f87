// Areas to keep out of. Terra Draw draws and drags them; it comes when it is asked for.
import { effect } from '@preact/signals'
import type { FeatureCollection, Position } from 'geojson'
import type { LayerSpecification, Map } from 'maplibre-gl'
import { tool, wish, wishes } from '../store'
import { nothing } from './loop-layers'

export const areaLayers = [
  { id: 'areas', type: 'fill', source: 'areas', paint: { 'fill-pattern': 'no-go' } },
  { id: 'areas-edge', type: 'line', source: 'areas', paint: { 'line-color': '#a3201c', 'line-width': 2 } },
] as LayerSpecification[]

export const areasDrawn = (rings: Position[][], used: typeof tool.value): FeatureCollection => used === 'area' || used === 'reshape' ? nothing : {
  type: 'FeatureCollection', features: rings.map((ring) => ({ type: 'Feature', geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] }, properties: {} })) }

export function reshapeAreas(map: Map): () => void {
  let stop = () => {}
  return effect(() => {
    const used = tool.value
    stop()
    stop = () => {}
    if (used !== 'area' && used !== 'reshape') return
    let isOver = false
    stop = () => { isOver = true }
    import('./draw').then(({ startDrawing }) => {
      if (!isOver) stop = startDrawing(map, wishes.peek().avoid, used, (avoid) => wish({ avoid }))
    })
  })
}
