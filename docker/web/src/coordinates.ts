// Coordinates as people paste them: "42.5, 1.52", "42,5; 1,52", "42.5N 1.52E", "42°30'27.0\"N 1°31'16\"E".
import type { Point } from './wishes'

const number = String.raw`(\d{1,3}(?:[.,]\d+)?)`
const degrees = String.raw`(-?)${number}\s*°?\s*(?:${number}\s*['′’]\s*)?(?:${number}\s*["″”]\s*)?([NSEWO])?`
const pair = new RegExp(String.raw`^\s*${degrees}\s*[,;\s]\s*${degrees}\s*$`, 'i')

function read([sign, whole, minutes, seconds, side]: (string | undefined)[]): number {
  const [d, m, s] = [whole, minutes, seconds].map((text) => Number((text ?? '0').replace(',', '.')))
  return (sign === '-' || /[SWO]/i.test(side ?? '') ? -1 : 1) * (d + m / 60 + s / 3600)
}

export function coordinates(text: string): Point | null {
  const found = text.match(pair)
  if (!found) return null
  const [lat, lon] = [read(found.slice(1, 6)), read(found.slice(6, 11))]
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat: Number(lat.toFixed(6)), lon: Number(lon.toFixed(6)) } : null
}
