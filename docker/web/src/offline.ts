// A loop to be walked without a signal: its GPX and the map along it are fetched once, which makes the service worker keep them.
import { gpxUrl } from './api'
import { tileUrls } from './map/keep'
import type { Loop } from './types'
import type { Wishes } from './wishes'

export const canKeep = 'serviceWorker' in navigator && window.isSecureContext

export function startKeeping() {
  if (canKeep) navigator.serviceWorker.register('/sw.js').catch((error: unknown) => console.warn('nothing is kept:', error))
}

const atOnce = 6

// Resolves to how many answers could not be had; a tile that does not exist is none of them.
export async function keepLoop(loop: Loop, wishes: Wishes): Promise<number> {
  await navigator.serviceWorker.ready
  const urls = [gpxUrl(wishes, loop.rank), ...await tileUrls(loop)]
  let missing = 0
  const fetchNext = async () => {
    for (let url = urls.pop(); url; url = urls.pop()) {
      const answer = await fetch(url).catch(() => null)
      if (!answer?.ok) missing += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, fetchNext))
  return missing
}
