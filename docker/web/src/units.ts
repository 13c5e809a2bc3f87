// Miles or kilometres, feet or metres: by the visitor's locale until they say otherwise, and kept then.
import { effect, signal } from '@preact/signals'
import { language } from './words'

export const kmPerMile = 1.609344
export const metresPerMile = 1000 * kmPerMile
const feetPerMetre = 3.28084
const inMiles = /-(US|GB|LR|MM)$/i

export const units = signal<'km' | 'mi'>((localStorage.getItem('units') as 'km' | 'mi' | null) ?? (inMiles.test(navigator.language) ? 'mi' : 'km'))
effect(() => localStorage.setItem('units', units.value))

// One of two figures, each round in its unit.
export const byUnits = (inKm: number, inMiles: number) => units.peek() === 'km' ? inKm : inMiles

const written = (value: number, digits: number) =>
  new Intl.NumberFormat(language.value, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)

// How a figure is shown to the visitor, and back.
export interface Scale {
  shown: (value: number) => number
  from: (shown: number) => number
}
export const ofMiles: Scale = {
  shown: (length) => units.value === 'mi' ? length : length * kmPerMile,
  from: (shown) => units.value === 'mi' ? shown : shown / kmPerMile }
export const ofKilometres: Scale = {
  shown: (length) => units.value === 'km' ? length : length / kmPerMile,
  from: (shown) => units.value === 'km' ? shown : shown * kmPerMile }
export const ofHours: Scale = { shown: (hours) => hours, from: (hours) => hours }

export const miles = (length: number, digits = 1) => `${written(ofMiles.shown(length), digits)} ${units.value}`
export const kilometres = (length: number, digits = 1) => miles(length / kmPerMile, digits)
export const metresAlong = (metres: number) => miles(metres / metresPerMile)
export const heightShown = (metres: number) => units.value === 'km' ? metres : metres * feetPerMetre
export const height = (metres: number) => `${written(heightShown(metres), 0)} ${units.value === 'km' ? 'm' : 'ft'}`
export const percent = (share: number) => new Intl.NumberFormat(language.value, { style: 'percent', maximumFractionDigits: share < 0.01 ? 1 : 0 }).format(share)
export const metresPerUnit = () => units.value === 'km' ? 1000 : metresPerMile

export function duration(hours: number) {
  const minutes = Math.round(hours * 60 / 5) * 5
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`
}

// As long as was wished, in hours where hours were.
export const lengthWished = ({ hike_mi, hike_hours }: { hike_mi: number, hike_hours: number | null }, parts = 1) =>
  hike_hours === null ? miles(hike_mi / parts) : duration(hike_hours / parts)
