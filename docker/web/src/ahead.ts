// What was planned ahead: loops to browse before anything was asked. A network without an atlas has none, and is not asked.
import { computed, effect, signal } from '@preact/signals'
import { loopsNear } from './api'
import { hasPlace, network, open, planned, wishes } from './store'
import { placeName } from './link'
import type { Ahead } from './types'
import { usual } from './wishes'

export const orders = { best: (loop: Ahead) => loop.rank, length: (loop: Ahead) => loop.hike_mi, climb: (loop: Ahead) => loop.ascent_m ?? 0, drive: (loop: Ahead) => loop.drive_km }
export type Order = keyof typeof orders
export const order = signal<Order>('best')
// Miles, least and most.
export const lengths = signal<[number, number]>([0.1, 500])
// The one that is pointed at in the list.
export const browsed = signal<Ahead | null>(null)
const found = signal<Ahead[]>([])
export const hasAtlas = computed(() => network.value?.atlas === true)

export const ahead = computed(() => planned.value ? [] : [...found.value].sort((a, b) => orders[order.value](a) - orders[order.value](b)))

// From where the drive starts, or else of the whole region, from its middle.
function near() {
  const { lat, lon, drive_km } = wishes.value
  if (hasPlace.value) return { lat, lon, drive_km }
  const [west, south, east, north] = network.value!.bbox
  return { lat: (south + north) / 2, lon: (west + east) / 2, drive_km: Math.ceil(111 * Math.hypot(east - west, north - south)) }
}

const pause = 300
let asking: AbortController | undefined
effect(() => {
  if (!hasAtlas.value || planned.value) return
  const { max_ascent_m, max_difficulty, start } = wishes.value
  const asked = { ...near(), lengths: lengths.value, max_ascent_m, max_difficulty, start }
  asking?.abort()
  const request = asking = new AbortController()
  setTimeout(async () => {
    if (request.signal.aborted) return
    const answer = await loopsNear(asked, request.signal).catch(() => [])
    if (!request.signal.aborted) found.value = answer
  }, pause)
})

// What was listed is shown, as it was listed; what is wished beyond the list's wishes is no part of it.
export function openAhead({ geom, trailhead, hike_mi }: Ahead) {
  const [lon, lat] = geom.coordinates[0]
  const { drive_km, max_ascent_m, max_difficulty, start } = wishes.value
  const place = hasPlace.value ? wishes.value : { lat, lon, name: trailhead || placeName(lat, lon) }
  return open({ lat, lon }, { ...usual, drive_km, max_ascent_m, max_difficulty, start, lat: place.lat, lon: place.lon, name: place.name, hike_mi })
}
