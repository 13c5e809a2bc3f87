// The pictures that lines, marks and signs are drawn with.
import type { Map } from 'maplibre-gl'

function drawn(size: number, draw: (pen: OffscreenCanvasRenderingContext2D) => void): ImageData {
  const pen = new OffscreenCanvas(size, size).getContext('2d')!
  draw(pen)
  return pen.getImageData(0, 0, size, size)
}

const arrow = () => drawn(32, (pen) => {
  pen.strokeStyle = '#fff'
  pen.lineWidth = 4
  pen.lineCap = pen.lineJoin = 'round'
  pen.beginPath()
  pen.moveTo(12, 9)
  pen.lineTo(20, 16)
  pen.lineTo(12, 23)
  pen.stroke()
})

const mark = () => drawn(48, (pen) => {
  pen.fillStyle = '#fffffff0'
  pen.strokeStyle = '#26302b88'
  pen.lineWidth = 2
  pen.beginPath()
  pen.arc(24, 24, 19, 0, 2 * Math.PI)
  pen.fill()
  pen.stroke()
})

// A filled shape with a light edge, over any ground.
const sign = (fill: string, points: [number, number][]) => () => drawn(40, (pen) => {
  pen.beginPath()
  for (const [x, y] of points) pen.lineTo(x, y)
  pen.closePath()
  pen.lineJoin = 'round'
  pen.lineWidth = 5
  pen.strokeStyle = '#ffffffd0'
  pen.stroke()
  pen.fillStyle = fill
  pen.fill()
})
const peak = sign('#6b4f2a', [[20, 7], [34, 32], [6, 32]])
const saddle = sign('#6b4f2a', [[6, 12], [34, 28], [34, 12], [6, 28]])
const hut = sign('#8a3b1f', [[20, 5], [35, 18], [31, 18], [31, 34], [9, 34], [9, 18], [5, 18]])

export function addImages(map: Map) {
  for (const [name, image] of [['arrow', arrow()], ['mark', mark()], ['peak', peak()], ['saddle', saddle()], ['hut', hut()]] as const) {
    if (!map.hasImage(name)) map.addImage(name, image)
  }
}
