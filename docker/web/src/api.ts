// Calls to the API, which the page's own server passes on under /api.
import type { FeatureCollection, Geometry, Position } from 'geojson'
import type { Ahead, Answer, Closure, Drive, Network, Place } from './types'
import { nightKinds, startKinds, written, type Point, type Wishes } from './wishes'

const base = new URL(import.meta.env.VITE_API ?? '/api/rpc/', location.href).href
const loopsAsked = 3
// What one looks through, and what a phone fetches in a second.
const listed = 12
// To how many metres lines are drawn that one looks through.
const rough = '25'

// An answer that is none: `said` are the API's own words, where the fault was in what was asked.
export class ApiError extends Error {
  constructor(readonly kind: 'offline' | 'busy' | 'slow' | 'large' | 'refused' | 'down', readonly said = '') {
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
  if (body?.code === 'PT504') throw new ApiError('slow')
  if (answer.status === 429 || answer.status === 504) throw new ApiError('busy')
  if (answer.status === 422) throw new ApiError('large')
  if (answer.status < 500 && body?.message) throw new ApiError('refused', [body.message, body.hint].filter(Boolean).join('. '))
  throw new ApiError('down')
}

// What plan_loop is asked. Names are only for people; hours stand in for miles, and a day hike has no nights.
function query(wishes: Wishes, more: Record<string, string> = {}) {
  const { name: _name, hike_mi: _miles, nights: _nights, start: _start, max_day_hours, via: _via, avoid: _avoid, ahead: _ahead, ...options } = Object.fromEntries(written(wishes, ['drive_km']))
  const { hike_mi, hike_hours, days, nights, start, via, avoid } = wishes
  const asked = new URLSearchParams({ ...options, loops: String(loopsAsked) })
  if (hike_hours === null) asked.set('hike_mi', String(hike_mi))
  if (days > 1 && nights) asked.set('camp_kinds', `{${nightKinds[nights]}}`)
  if (days > 1 && max_day_hours) asked.set('max_day_hours', max_day_hours)
  if (start) asked.set('start_kinds', `{${startKinds[start]}}`)
  if (via.length > 0) asked.set('via', via.map(({ lat, lon }) => `${lat},${lon}`).join(';'))
  if (avoid.length > 0) asked.set('avoid', `GEOMETRYCOLLECTION(${avoid.map(polygon)})`)
  for (const [name, value] of Object.entries(more)) asked.set(name, value)
  return asked
}

const polygon = (ring: Position[]) => `POLYGON((${[...ring, ring[0]].map(([lon, lat]) => `${lon} ${lat}`)}))`

export const tilesUrl = (version: string) => `${base}tile?z={z}&x={x}&y={y}&version=${version}`
const loopAhead = ({ lat, lon }: Point, hike_mi: number, more = '') => `loop_ahead?lat=${lat}&lon=${lon}&hike_mi=${hike_mi}${more}`
export const gpxUrl = (wishes: Wishes, rank: number) => base + (wishes.ahead ? loopAhead(wishes.ahead, wishes.hike_mi, '&format=gpx') : `plan_loop?${query(wishes, { format: 'gpx', rank: String(rank) })}`)
export const plan = (wishes: Wishes, signal: AbortSignal) => call<Answer>(`plan_loop?${query(wishes)}`, signal)
export const network = () => call<Network>('region')

// The loop that was planned ahead and is wished; none where it is not there any more, nor the atlas that it was in.
export const planAhead = (start: Point, hike_mi: number, signal: AbortSignal) =>
  call<Answer>(loopAhead(start, hike_mi), signal).catch((error: unknown): Answer => {
    if (error instanceof ApiError && error.kind === 'refused') return { loops: [], reason: null }
    throw error
  })

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

export const closures = (date: string | null, signal: AbortSignal) =>
  call<FeatureCollection<Geometry, Closure>>(`closures${date ? `?on_date=${date}` : ''}`, signal)

interface Near extends Pick<Wishes, 'lat' | 'lon' | 'drive_km' | 'max_ascent_m' | 'max_difficulty' | 'start'> {
  lengths: [number, number]
}

export async function loopsNear({ lat, lon, drive_km, lengths: [least, most], max_ascent_m, max_difficulty, start }: Near, signal: AbortSignal): Promise<Ahead[]> {
  const asked = new URLSearchParams({ lat: String(lat), lon: String(lon), drive_km: String(drive_km), min_mi: String(least), max_mi: String(most), loops: String(listed), simplify_m: rough })
  if (max_ascent_m !== null) asked.set('max_ascent_m', String(max_ascent_m))
  if (max_difficulty !== null) asked.set('max_difficulty', String(max_difficulty))
  if (start) asked.set('start_kinds', `{${startKinds[start]}}`)
  return (await call<{ loops: Ahead[] }>(`loops_near?${asked}`, signal)).loops
}
