// The two pictures that lines and marks are drawn with.
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

export function addImages(map: Map) {
  for (const [name, image] of [['arrow', arrow()], ['mark', mark()]] as const) {
    if (!map.hasImage(name)) map.addImage(name, image)
  }
}
