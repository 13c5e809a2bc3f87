// The address bar's part after the # and the wishes that it stands for. Whatever is missing, wrong or too much becomes the
// default, and is named so that the page can say so.
import type { Wishes } from './types'

export const limits = {
  lat: [-90, 90], lon: [-180, 180], drive_km: [1, 300], hike_mi: [1, 150], max_ascent_m: [0, 20000], max_difficulty: [1, 6], heading: [0, 360], seed: [0, 1e6], loop: [1, 3],
} as const
type Numeric = keyof typeof limits

export const defaults: Wishes = {
  lat: NaN, lon: NaN, name: '', drive_km: 15, hike_mi: 12, max_ascent_m: null, max_difficulty: null, avoid_roads: false, heading: null, seed: 0,
}

export interface Link {
  wishes: Wishes
  loop: number
  hasPlace: boolean
  ignored: string[]
}

export function readLink(hash: string): Link {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const ignored: string[] = []
  const number = <Fallback>(name: Numeric, fallback: Fallback) => {
    const text = given.get(name)
    if (text === null) return fallback
    const value = Number(text)
    const [least, most] = limits[name]
    if (text.trim() !== '' && value >= least && value <= most) return value
    ignored.push(name)
    return fallback
  }
  const [lat, lon] = [number('lat', NaN), number('lon', NaN)]
  const hasPlace = Number.isFinite(lat) && Number.isFinite(lon)
  const roads = given.get('avoid_roads')
  if (roads !== null && roads !== 'true' && roads !== 'false') ignored.push('avoid_roads')
  const grade = number('max_difficulty', null)
  const wishes = {
    lat, lon, name: given.get('name')?.slice(0, 100) || (hasPlace ? placeName(lat, lon) : ''),
    drive_km: number('drive_km', defaults.drive_km), hike_mi: number('hike_mi', defaults.hike_mi),
    max_ascent_m: number('max_ascent_m', null), max_difficulty: grade === null ? null : Math.round(grade), avoid_roads: roads === 'true', heading: number('heading', null),
    seed: Math.round(number('seed', 0)),
  }
  const loop = Math.round(number('loop', 1))
  const known = new Set([...Object.keys(defaults), 'loop', 'loops'])
  for (const name of given.keys()) if (!known.has(name)) ignored.push(name)
  if (given.size > 0 && !hasPlace && !ignored.includes('lat') && !ignored.includes('lon')) ignored.push('lat, lon')
  return { wishes, loop, hasPlace, ignored }
}

// Only what differs from the default, so that links stay short.
export function writeLink(wishes: Wishes, loop: number): string {
  const parts = new URLSearchParams({
    lat: String(wishes.lat), lon: String(wishes.lon), name: wishes.name, drive_km: String(wishes.drive_km), hike_mi: String(wishes.hike_mi) })
  for (const name of ['max_ascent_m', 'max_difficulty', 'avoid_roads', 'heading', 'seed'] as const) {
    if (wishes[name] !== defaults[name]) parts.set(name, String(wishes[name]))
  }
  if (loop > 1) parts.set('loop', String(loop))
  return `#${parts}`
}

export const placeName = (lat: number, lon: number) => `${lat.toFixed(4)}, ${lon.toFixed(4)}`

export const sameWishes = (a: Wishes, b: Wishes) => writeLink(a, 1) === writeLink(b, 1)
