// The address bar's part after the # and the wishes that it stands for. Whatever is missing, wrong or too much becomes the
// usual, and is named so that the page can say so.
import { names, table, usual, written, type Wishes } from './wishes'

const mostLoops = 3

export interface Link {
  wishes: Wishes
  loop: number
  hasPlace: boolean
  ignored: string[]
}

export function readLink(hash: string): Link {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  const wishes: Wishes = { ...usual }
  const ignored: string[] = []
  const read = <Name extends keyof Wishes>(name: Name, text: string) => {
    const value = table[name].read(text)
    if (value === undefined) ignored.push(name)
    else wishes[name] = value
  }
  let loop = 1
  for (const [name, text] of given) {
    if ((names as string[]).includes(name)) read(name as keyof Wishes, text)
    else if (name !== 'loop' || !/^\d+$/.test(text) || Number(text) < 1 || Number(text) > mostLoops) ignored.push(name)
    else loop = Number(text)
  }
  const hasPlace = Number.isFinite(wishes.lat) && Number.isFinite(wishes.lon)
  if (hasPlace) wishes.name ||= placeName(wishes.lat, wishes.lon)
  else if (given.size > 0 && !ignored.includes('lat') && !ignored.includes('lon')) ignored.push('lat, lon')
  return { wishes, loop, hasPlace, ignored }
}

// Only what differs from the usual, so that links stay short; but for the two that everyone sets.
export function writeLink(wishes: Wishes, loop: number): string {
  const parts = new URLSearchParams(Object.fromEntries(written(wishes, ['drive_km', 'hike_mi'])))
  if (loop > 1) parts.set('loop', String(loop))
  return `#${parts}`
}

export const placeName = (lat: number, lon: number) => `${lat.toFixed(4)}, ${lon.toFixed(4)}`

export const sameWishes = (a: Wishes, b: Wishes) => writeLink(a, 1) === writeLink(b, 1)
