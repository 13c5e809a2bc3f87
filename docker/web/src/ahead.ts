// What was planned ahead: loops to browse before anything was asked. A network without an atlas has none.
import { computed, effect, signal } from '@preact/signals'
import { loopsNear } from './api'
import { choose, hasPlace, network, plan, planned, wish, wishes } from './store'
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
export const hasAtlas = signal(false)

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
  if (!network.value || planned.value) return
  const { max_ascent_m, max_difficulty, start } = wishes.value
  const asked = { ...near(), lengths: lengths.value, max_ascent_m, max_difficulty, start }
  asking?.abort()
  const request = asking = new AbortController()
  setTimeout(async () => {
    if (request.signal.aborted) return
    const answer = await loopsNear(asked, request.signal).catch(() => null)
    if (request.signal.aborted) return
    found.value = answer ?? []
    if (answer?.length) hasAtlas.value = true
  }, pause)
})

// Planned from its own trailhead and as long as it is, it comes first or is the one most like it.
export async function openAhead({ geom, trailhead, hike_mi, edges }: Ahead) {
  const [lon, lat] = geom.coordinates[0]
  wish({ ...usual, lat, lon, name: trailhead || placeName(lat, lon), drive_km: 1, hike_mi })
  await plan()
  const walked = new Set(edges)
  const shared = planned.value?.loops.map(({ legs }) => legs.filter(({ edge }) => walked.has(edge)).length) ?? []
  choose(Math.max(shared.indexOf(Math.max(...shared)), 0))
}
