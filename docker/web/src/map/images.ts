// The pictures that lines, marks and signs are drawn with.
import type { Map } from 'maplibre-gl'

function drawn(size: number, draw: (pen: OffscreenCanvasRenderingContext2D) => void): ImageData {
  const pen = new OffscreenCanvas(size, size).getContext('2d')!
  draw(pen)
  return pen.getImageData(0, 0, size, size)
}

const arrow = () => drawn(40, (pen) => {
  pen.beginPath()
  for (const [x, y] of [[9, 7], [33, 20], [9, 33], [15, 20]]) pen.lineTo(x, y)
  pen.closePath()
  pen.lineJoin = 'round'
  pen.lineWidth = 5
  pen.strokeStyle = '#8f2f12'
  pen.stroke()
  pen.fillStyle = '#fff'
  pen.fill()
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

// A place to sleep on the loop: its number is written on it.
const night = () => drawn(48, (pen) => {
  pen.fillStyle = '#33407a'
  pen.strokeStyle = '#fff'
  pen.lineWidth = 4
  pen.beginPath()
  pen.roundRect(6, 6, 36, 36, 11)
  pen.fill()
  pen.stroke()
})

const drop = () => drawn(40, (pen) => {
  pen.beginPath()
  pen.moveTo(20, 5)
  pen.bezierCurveTo(30, 17, 33, 22, 33, 25)
  pen.arc(20, 24, 12.5, 0, Math.PI)
  pen.bezierCurveTo(7, 22, 10, 17, 20, 5)
  pen.lineWidth = 5
  pen.strokeStyle = '#ffffffd0'
  pen.stroke()
  pen.fillStyle = '#2a7fb0'
  pen.fill()
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
const tent = sign('#2f5d46', [[20, 6], [37, 34], [25, 34], [20, 24], [15, 34], [3, 34]])
const roof = sign('#8a5a1f', [[20, 7], [37, 20], [32, 20], [32, 34], [27, 34], [27, 20], [13, 20], [13, 34], [8, 34], [8, 20], [3, 20]])

// Slanted lines that meet those of the next copy.
const slanted = (colour: string, width: number, ...signs: number[]) => () => drawn(16, (pen) => {
  pen.strokeStyle = colour
  pen.lineWidth = width
  for (const sign of signs) for (const x of [-16, 0, 16]) {
    pen.beginPath()
    pen.moveTo(sign > 0 ? x : 16 - x, 16)
    pen.lineTo(sign > 0 ? x + 16 : -x, 0)
    pen.stroke()
  }
})
const hatch = slanted('#a3201c99', 3, 1)
const noGo = slanted('#a3201c55', 2, 1, -1)

const images = { hatch, 'no-go': noGo, arrow, mark, night, drop, peak, saddle, hut, tent, roof }

export function addImages(map: Map) {
  for (const [name, draw] of Object.entries(images)) if (!map.hasImage(name)) map.addImage(name, draw())
}
