// Calls to the API, which the page's own server passes on under /api.
import type { Answer, Drive, Network, Place } from './types'
import { nightKinds, written, type Wishes } from './wishes'

const base = new URL(import.meta.env.VITE_API ?? '/api/rpc/', location.href).href
const loopsAsked = 3

// An answer that is none: `said` are the API's own words, where the fault was in what was asked.
export class ApiError extends Error {
  constructor(readonly kind: 'offline' | 'busy' | 'refused' | 'down', readonly said = '') {
    super(kind)
  }
}

async function call<T>(path: string, signal?: AbortSignal): Promise<T> {
  let answer
  try {
    answer = await fetch(new URL(path, base), { signal })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError('offline')
  }
  const body = await answer.json().catch(() => null)
  if (answer.ok && body !== null) return body
  if (answer.status === 429 || answer.status === 504) throw new ApiError('busy')
  if (answer.status < 500 && body?.message) throw new ApiError('refused', [body.message, body.hint].filter(Boolean).join('. '))
  throw new ApiError('down')
}

// What plan_loop is asked. The name of the place is only for people, and a day hike has no nights.
function query(wishes: Wishes, more: Record<string, string> = {}) {
  const { lat, lon, drive_km, hike_mi, days, nights } = wishes
  const { name: _name, nights: _nights, max_day_hours, ...options } = Object.fromEntries(written(wishes))
  const asked = new URLSearchParams({ lat: String(lat), lon: String(lon), drive_km: String(drive_km), hike_mi: String(hike_mi), ...options, loops: String(loopsAsked) })
  if (days > 1 && nights) asked.set('camp_kinds', `{${nightKinds[nights]}}`)
  if (days > 1 && max_day_hours) asked.set('max_day_hours', max_day_hours)
  for (const [name, value] of Object.entries(more)) asked.set(name, value)
  return asked
}

export const tilesUrl = (version: string) => `${base}tile?z={z}&x={x}&y={y}&version=${version}`
export const gpxUrl = (wishes: Wishes, rank: number) => `${base}plan_loop?${query(wishes, { format: 'gpx', rank: String(rank) })}`
export const plan = (wishes: Wishes, signal: AbortSignal) => call<Answer>(`plan_loop?${query(wishes)}`, signal)
export const network = () => call<Network>('network_stats')

export function findPlaces(text: string, near: { lat: number, lon: number } | null, signal: AbortSignal) {
  const asked = new URLSearchParams({ q: text, max_places: '8' })
  if (near) {
    asked.set('near_lat', near.lat.toFixed(4))
    asked.set('near_lon', near.lon.toFixed(4))
  }
  return call<Place[]>(`find_place?${asked}`, signal)
}

export const drive = (wishes: Wishes, trailhead: number, signal: AbortSignal) =>
  call<Drive | null>(`drive?lat=${wishes.lat}&lon=${wishes.lon}&trailhead_id=${trailhead}`, signal)
