// Makes what was seen once work without a signal: the page, what was planned, and the tiles of the map. Tiles and the page's parts
// never change under their names, so the copy is as good as the answer; everything else is asked anew, and the copy serves where
// nobody answers.
const kept = 'loopgenie'
const mostTiles = 3000
const unchanging = (url) => url.pathname.startsWith('/assets/') || url.searchParams.has('v') || url.searchParams.has('version')
const isTile = (url) => url.pathname.startsWith('/tiles/') || url.pathname.endsWith('/rpc/tile')

self.addEventListener('install', (event) => {
  self.skipWaiting()
  event.waitUntil(caches.open(kept).then((cache) => cache.addAll(['/', '/icon.svg', '/manifest.webmanifest'])))
})
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

async function keep(request, answer) {
  const cache = await caches.open(kept)
  await cache.put(request, answer)
  const url = new URL(request.url)
  if (!isTile(url) || Math.random() > 0.02) return
  // Now and then the oldest tiles go.
  const tiles = (await cache.keys()).filter(({ url }) => isTile(new URL(url)))
  await Promise.all(tiles.slice(0, Math.max(tiles.length - mostTiles, 0)).map((old) => cache.delete(old)))
}

async function answer(event) {
  const { request } = event
  const url = new URL(request.url)
  // One page, whatever its link says.
  const name = request.mode === 'navigate' ? new Request('/') : request
  const copy = await caches.match(name)
  if (copy && unchanging(url)) return copy
  try {
    const fresh = await fetch(request)
    if (fresh.ok && fresh.status !== 206) event.waitUntil(keep(name, fresh.clone()))
    return fresh
  } catch (error) {
    if (copy) return copy
    throw error
  }
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url)
  if (event.request.method === 'GET' && url.origin === location.origin) event.respondWith(answer(event))
})
