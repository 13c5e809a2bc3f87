// What can be wished: a row a wish, with its usual value and how it is written in a link. The names are those of the API's arguments.
import type { Position } from 'geojson'
import { byUnits, kmPerMile } from './units'

interface Wish<Value> {
  usual: Value
  // undefined: makes no sense.
  read: (text: string) => Value | undefined
  write?: (value: Value) => string
}

// Five digits are a metre, of degrees, and less of anything else.
const rounded = (value: unknown) => String(typeof value === 'number' ? Number(value.toFixed(5)) : value)

const number = <Usual>(least: number, most: number, usual: Usual): Wish<number | Usual> => ({ usual, write: rounded,
  read: (text) => {
    const value = Number(text)
    return text.trim() !== '' && value >= least && value <= most ? value : undefined
  } })
const whole = <Usual>(least: number, most: number, usual: Usual): Wish<number | Usual> => ({ usual,
  read: (text) => {
    const value = number(least, most, usual).read(text)
    return typeof value === 'number' ? Math.round(value) : undefined
  } })
// A day of some year that there is.
const date: Wish<string | null> = { usual: null, read: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.startsWith(text) ? text : undefined }
const flag: Wish<boolean> = { usual: false, read: (text) => text === 'true' ? true : text === 'false' ? false : undefined }

export const nightKinds = { huts: ['alpine_hut', 'wilderness_hut'], camps: ['camp_site'], anywhere: [] } as const
export type Nights = keyof typeof nightKinds
export const startKinds = { car: ['parking', 'trailhead', 'road_crossing'], bus: ['bus_stop', 'railway'] } as const
export type Start = keyof typeof startKinds
const oneOf = <Name extends string>(known: Record<Name, unknown>): Wish<Name | null> => ({ usual: null, read: (text) => Object.hasOwn(known, text) ? text as Name : undefined })

export interface Point {
  lat: number
  lon: number
}
export interface Spot extends Point {
  name: string
}
export const mostVia = 8
const isPlace = (lat: number, lon: number) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180

// lat,lon,name;lat,lon,name
const spots: Wish<Spot[]> = { usual: [],
  read: (text) => {
    const found = text.split(';').map((part) => part.split(',')).map(([lat, lon, ...name]) => ({ lat: Number(lat || NaN), lon: Number(lon || NaN), name: name.join(',').slice(0, 60) }))
    return found.length <= mostVia && found.every(({ lat, lon }) => isPlace(lat, lon)) ? found : undefined
  },
  write: (found) => found.map(({ lat, lon, name }) => [rounded(lat), rounded(lon), ...(name ? [name.replaceAll(';', ' ')] : [])].join(',')).join(';') }

// An area is its corners, each once: lat,lon,lat,lon,lat,lon;…
const mostCorners = 200
const areas: Wish<Position[][]> = { usual: [],
  read: (text) => {
    const found = text.split(';').map((part) => part.split(',').map((figure) => Number(figure || NaN)))
      .map((figures) => Array.from({ length: Math.ceil(figures.length / 2) }, (_, i): Position => [figures[2 * i + 1], figures[2 * i]]))
    const isSound = found.flat().length <= mostCorners && found.every((ring) => ring.length >= 3 && ring.every(([lon, lat]) => isPlace(lat, lon)))
    return isSound ? found : undefined
  },
  write: (found) => found.map((ring) => ring.map(([lon, lat]) => `${rounded(lat)},${rounded(lon)}`).join(',')).join(';') }

// Where a loop that was planned ahead starts: with the miles it says which.
const aheadStart: Wish<Point | null> = { usual: null,
  read: (text) => {
    const [lat, lon, ...more] = text.split(',').map((figure) => Number(figure || NaN))
    return isPlace(lat, lon) && more.length === 0 ? { lat, lon } : undefined
  },
  write: (found) => found ? `${rounded(found.lat)},${rounded(found.lon)}` : '' }

export interface Wishes {
  lat: number
  lon: number
  name: string
  drive_km: number
  hike_mi: number
  hike_hours: number | null
  pace: number
  days: number
  nights: Nights | null
  max_day_hours: number | null
  via: Spot[]
  avoid: Position[][]
  on_date: string | null
  start: Start | null
  max_ascent_m: number | null
  max_difficulty: number | null
  avoid_roads: boolean
  heading: number | null
  seed: number
  ahead: Point | null
}

export const table: { [Name in keyof Wishes]: Wish<Wishes[Name]> } = {
  lat: number(-90, 90, NaN),
  lon: number(-180, 180, NaN),
  name: { usual: '', read: (text) => text.slice(0, 100) },
  drive_km: number(1, 300, byUnits(15, 10 * kmPerMile)),
  hike_mi: number(1, 150, byUnits(20 / kmPerMile, 12)),
  // Instead of miles, where it is asked.
  hike_hours: number(0.5, 100, null),
  pace: number(0.3, 3, 1),
  days: whole(1, 10, 1),
  nights: oneOf(nightKinds),
  max_day_hours: number(1, 16, null),
  via: spots,
  avoid: areas,
  on_date: date,
  start: oneOf(startKinds),
  max_ascent_m: number(0, 20000, null),
  max_difficulty: whole(1, 6, null),
  avoid_roads: flag,
  heading: number(0, 360, null),
  seed: whole(0, 1e6, 0),
  ahead: aheadStart,
}
export const names = Object.keys(table) as (keyof Wishes)[]

export const usual = Object.fromEntries(names.map((name) => [name, table[name].usual])) as unknown as Wishes

// As text what differs from the usual, and what is always told.
export function written(wishes: Wishes, always: (keyof Wishes)[] = []): Map<keyof Wishes, string> {
  const text = <Name extends keyof Wishes>(name: Name, of: Wishes) => (table[name].write ?? String)(of[name])
  return new Map(names.map((name) => [name, text(name, wishes)] as const).filter(([name, said]) => always.includes(name) || said !== text(name, usual)))
}
