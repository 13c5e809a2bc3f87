// Plans of 20 different lengths, one after the other, while 40 readers fetch a thousand different tiles:
// node plans_under_tiles.mjs http://API/rpc http://TILES/rpc LAT LON. Prints the plans' p50 and p95; fails when anything failed.
const [api, tiles, lat, lon] = process.argv.slice(2)
const zoom = 14
const middle = [(Number(lon) + 180) / 360, (1 - Math.asinh(Math.tan(Number(lat) * Math.PI / 180)) / Math.PI) / 2].map((at) => Math.floor(at * 2 ** zoom))
let failed = 0
let next = 0

async function fetched(url) {
  const answer = await fetch(url)
  await answer.arrayBuffer()
  if (!answer.ok) failed += 1
}

async function readTiles() {
  while (next < 1000) {
    const tile = next++
    await fetched(`${tiles}/tile?z=${zoom}&x=${middle[0] - 16 + tile % 32}&y=${middle[1] - 16 + Math.floor(tile / 32)}`)
  }
}

async function plan(turn) {
  const start = performance.now()
  await fetched(`${api}/plan_loop?lat=${lat}&lon=${lon}&drive_km=15&loops=3&hike_mi=${5 + turn % 20}`)
  return performance.now() - start
}

for (let turn = 0; turn < 20; turn += 1) await plan(turn)
const times = []
const readers = Promise.all(Array.from({ length: 40 }, readTiles))
while (next < 1000) times.push(await plan(times.length))
await readers
times.sort((a, b) => a - b)
const at = (share) => times[Math.floor(share * times.length)].toFixed(0)
console.log(`${times.length} plans during 1,000 tiles: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`)
process.exit(failed ? 1 : 0)
