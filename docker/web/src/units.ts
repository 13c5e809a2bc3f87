// Miles or kilometres, feet or metres: by the visitor's locale until they say otherwise, and kept then.
import { effect, signal } from '@preact/signals'
import { language } from './words'

const kmPerMile = 1.609344
export const metresPerMile = 1000 * kmPerMile
const feetPerMetre = 3.28084
const inMiles = /-(US|GB|LR|MM)$/i

export const units = signal<'km' | 'mi'>((localStorage.getItem('units') as 'km' | 'mi' | null) ?? (inMiles.test(navigator.language) ? 'mi' : 'km'))
effect(() => localStorage.setItem('units', units.value))

const written = (value: number, digits: number) =>
  new Intl.NumberFormat(language.value, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)

export const milesFrom = (shown: number) => units.value === 'mi' ? shown : shown / kmPerMile
export const milesShown = (miles: number) => units.value === 'mi' ? miles : miles * kmPerMile
export const kmFrom = (shown: number) => units.value === 'km' ? shown : shown * kmPerMile
export const kmShown = (km: number) => units.value === 'km' ? km : km / kmPerMile

export const miles = (length: number, digits = 1) => `${written(milesShown(length), digits)} ${units.value}`
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
