// What nginx adds in front of page and API: node front.mjs http://127.0.0.1:PORT
import assert from 'node:assert/strict'
import http from 'node:http'

const base = process.argv[2]
const tile = '/api/rpc/tile?z=12&x=2174&y=1440'
let failures = 0

async function check(what, test) {
  try {
    await test()
    console.log(`ok - http: ${what}`)
  } catch (error) {
    failures += 1
    console.log(`not ok - http: ${what}\n#   ${String(error.message).replaceAll('\n', '\n#   ')}`)
  }
}

// The answer as it comes over the wire: fetch would unpack it.
const raw = (path, headers = {}) => new Promise((resolve, reject) => {
  http.get(base + path, { headers }, (answer) => {
    const parts = []
    answer.on('data', (part) => parts.push(part))
    answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }))
  }).on('error', reject)
})
const page = (await raw('/')).body.toString()
const script = page.match(/\/assets\/[^"]+\.js/)[0]

await check('every answer forbids sniffing, framing, foreign scripts and inline ones', async () => {
  for (const path of ['/', script, '/api/rpc/health', tile, '/api/', '/api/rpc/plan_loop', '/nothing']) {
    const { headers } = await raw(path)
    assert.equal(headers['x-content-type-options'], 'nosniff', path)
    assert.equal(headers['referrer-policy'], 'no-referrer', path)
    const policy = headers['content-security-policy'] ?? ''
    assert.match(policy, /default-src 'none'/, path)
    assert.match(policy, /frame-ancestors 'none'/, path)
    assert.doesNotMatch(policy, /unsafe/, path)
  }
})

await check('the page is asked for anew, its parts are kept for ever', async () => {
  assert.equal((await raw('/')).headers['cache-control'], 'no-cache')
  assert.match((await raw(script)).headers['cache-control'], /immutable/)
  assert.match((await raw(tile)).headers['cache-control'], /^public, max-age=60$/)
})

await check('page, scripts, plans, tiles and OpenAPI are compressed for who takes it', async () => {
  for (const path of ['/', script, '/api/rpc/plan_loop?lat=46.97&lon=11.08&drive_km=15&hike_mi=12', tile, '/api/']) {
    const [packed, plain] = [await raw(path, { 'Accept-Encoding': 'gzip' }), await raw(path)]
    assert.equal(packed.headers['content-encoding'], 'gzip', path)
    assert.match(packed.headers.vary, /Accept-Encoding/, path)
    assert.equal(plain.headers['content-encoding'], undefined, path)
    assert.ok(packed.body.length < 0.8 * plain.body.length, `${path}: ${packed.body.length} of ${plain.body.length}`)
  }
})

await check('an ETag that compression weakened still spares the second answer', async () => {
  const { headers } = await raw('/api/', { 'Accept-Encoding': 'gzip' })
  assert.match(headers.etag, /^W\//)
  assert.equal((await raw('/api/', { 'If-None-Match': headers.etag })).status, 304)
})

await check('an unknown argument is told in our words', async () => {
  const { status, body } = await raw('/api/rpc/plan_loop?lat=46.97&trails=geom')
  assert.equal(status, 404)
  assert.doesNotMatch(body.toString(), /schema cache|api\./)
  assert.match(JSON.parse(body).message, /an argument of it is unknown: plan_loop\(lat, trails\)$/)
  assert.match(JSON.parse(body).hint, /lists each call and its arguments/)
})

process.exit(failures ? 1 : 0)
