// What can be wished: a row a wish, with its usual value and how it is written in a link. The names are those of the API's arguments.
interface Wish<Value> {
  usual: Value
  // undefined: makes no sense.
  read: (text: string) => Value | undefined
  write?: (value: Value) => string
}

const number = <Usual>(least: number, most: number, usual: Usual): Wish<number | Usual> => ({ usual,
  read: (text) => {
    const value = Number(text)
    return text.trim() !== '' && value >= least && value <= most ? value : undefined
  } })
const whole = <Usual>(least: number, most: number, usual: Usual): Wish<number | Usual> => ({ usual,
  read: (text) => {
    const value = number(least, most, usual).read(text)
    return typeof value === 'number' ? Math.round(value) : undefined
  } })
const flag: Wish<boolean> = { usual: false, read: (text) => text === 'true' ? true : text === 'false' ? false : undefined }

export const nightKinds = { huts: ['alpine_hut', 'wilderness_hut'], camps: ['camp_site'], anywhere: [] } as const
export type Nights = keyof typeof nightKinds
const nights: Wish<Nights | null> = { usual: null, read: (text) => text in nightKinds ? text as Nights : undefined }

export interface Wishes {
  lat: number
  lon: number
  name: string
  drive_km: number
  hike_mi: number
  days: number
  nights: Nights | null
  max_day_hours: number | null
  max_ascent_m: number | null
  max_difficulty: number | null
  avoid_roads: boolean
  heading: number | null
  seed: number
}

export const table: { [Name in keyof Wishes]: Wish<Wishes[Name]> } = {
  lat: number(-90, 90, NaN),
  lon: number(-180, 180, NaN),
  name: { usual: '', read: (text) => text.slice(0, 100) },
  drive_km: number(1, 300, 15),
  hike_mi: number(1, 150, 12),
  days: whole(1, 10, 1),
  nights,
  max_day_hours: number(1, 16, null),
  max_ascent_m: number(0, 20000, null),
  max_difficulty: whole(1, 6, null),
  avoid_roads: flag,
  heading: number(0, 360, null),
  seed: whole(0, 1e6, 0),
}
export const names = Object.keys(table) as (keyof Wishes)[]

export const usual = Object.fromEntries(names.map((name) => [name, table[name].usual])) as unknown as Wishes

// The wishes that are not the usual ones, as text.
export function written(wishes: Wishes): Map<keyof Wishes, string> {
  const text = <Name extends keyof Wishes>(name: Name) => (table[name].write ?? String)(wishes[name])
  return new Map(names.filter((name) => wishes[name] !== usual[name]).map((name) => [name, text(name)]))
}
