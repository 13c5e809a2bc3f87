// Every endpoint, format, header and error of the HTTP API: node checks.mjs http://127.0.0.1:PORT
import assert from 'node:assert/strict'

const base = process.argv[2]
const plan = 'lat=46.970&lon=11.080&drive_km=15&hike_mi=12'
const hike = 'lat=46.970&lon=11.080&drive_km=15&hike_mi=30&days=3'
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

const get = (path, headers = {}, options = {}) => fetch(`${base}/${path}`, { headers, ...options })
const rpc = (path, headers) => get(`rpc/${path}`, headers)

// The status and the error object, which holds nothing but its four fields.
async function failure(path, status, headers) {
  const answer = await rpc(path, headers)
  const error = await answer.json()
  assert.equal(answer.status, status, JSON.stringify(error))
  assert.deepEqual(Object.keys(error).sort(), ['code', 'details', 'hint', 'message'])
  assert.doesNotMatch(JSON.stringify(error), /SELECT|PL\/pgSQL|api_internal/)
  return error
}

await check('health says that a network is loaded', async () => {
  const answer = await rpc('health')
  assert.equal(answer.status, 200)
  assert.equal((await answer.json()).status, 'ok')
})

await check('a plan is JSON, best loop first', async () => {
  const answer = await rpc(`plan_loop?${plan}&loops=3`)
  assert.match(answer.headers.get('content-type'), /^application\/json/)
  const { loops, reason } = await answer.json()
  assert.equal(reason, null)
  assert.deepEqual(loops.map((loop) => loop.rank), [1, 2, 3])
  for (const loop of loops) {
    assert.ok(Math.abs(loop.hike_mi - 12) <= 1.2 && loop.drive_km <= 15)
    assert.deepEqual(loop.geom.coordinates[0], loop.geom.coordinates.at(-1))
    assert.equal(loop.nodes.length, loop.edges.length + 1)
  }
})

await check('a hike of three days comes day by day: in JSON, as a feature a day, as a track a day', async () => {
  const { loops: [loop] } = await (await rpc(`plan_loop?${hike}&camp_kinds={alpine_hut,camp_site}`)).json()
  assert.deepEqual(loop.days.map((day) => day.day), [1, 2, 3])
  assert.equal(loop.nights.length, 2)
  assert.deepEqual(loop.days.map((day) => day.camp_id ?? null), [...loop.camps, null])
  assert.ok(loop.days.slice(0, 2).every((day) => ['alpine_hut', 'camp_site'].includes(day.camp_kind) && day.night.type === 'Point'))
  assert.ok(Math.abs(loop.days.reduce((miles, day) => miles + day.hike_mi, 0) - loop.hike_mi) < 1e-6)
  const { features } = await (await rpc(`plan_loop?${hike}&format=geojson&by_day=true`)).json()
  assert.deepEqual(features.map((feature) => feature.id), ['1-1', '1-2', '1-3'])
  assert.deepEqual(features[1].geometry.coordinates[0], features[0].geometry.coordinates.at(-1))
  const gpx = await (await rpc(`plan_loop?${hike}&format=gpx`)).text()
  assert.equal(gpx.match(/<trk>/g).length, 3)
  const nothing = await (await rpc('plan_loop?lat=46.970&lon=11.080&drive_km=15&hike_mi=10&days=10&camp_kinds={alpine_hut}')).json()
  assert.equal(nothing.reason.code, 'no_camp')
  assert.equal((await failure(`plan_loop?${hike}&camp_kinds={hotel}`, 400)).code, '22023')
})

await check('a plan is GeoJSON, a feature a loop, with the columns of planned_loop', async () => {
  const answer = await rpc(`plan_loop?${plan}&loops=2`, { Accept: 'application/geo+json' })
  assert.match(answer.headers.get('content-type'), /^application\/geo\+json/)
  const { type, features } = await answer.json()
  assert.equal(type, 'FeatureCollection')
  assert.equal(features.length, 2)
  assert.equal(features[0].geometry.type, 'LineString')
  assert.deepEqual(Object.keys(features[0].properties).sort(), ['ascent_m', 'beside_mi', 'bound', 'camps', 'difficulty', 'drive_km', 'edges', 'hike_mi', 'hours',
    'nights', 'nodes', 'proven', 'rank', 'repeat_mi', 'score', 'shape', 'trailhead', 'trailhead_id', 'trailhead_kind', 'trails'])
})

await check('what was planned ahead is a list, best first, by JSON, GeoJSON and tag', async () => {
  const near = 'loops_near?lat=46.970&lon=11.080&drive_km=15&min_mi=5&max_mi=12'
  const first = await rpc(near)
  const { loops } = await first.json()
  assert.ok(loops.length > 3)
  assert.deepEqual(loops.map((loop) => loop.score), loops.map((loop) => loop.score).sort((a, b) => b - a))
  for (const loop of loops) {
    assert.ok(loop.drive_km <= 15 && loop.hike_mi > 4 && loop.hike_mi < 14)
    assert.deepEqual(loop.geom.coordinates[0], loop.geom.coordinates.at(-1))
  }
  const { features } = await (await rpc(`${near}&format=geojson&loops=2`)).json()
  assert.deepEqual(features.map((feature) => feature.properties.edges), loops.slice(0, 2).map((loop) => loop.edges))
  assert.equal((await rpc(near, { 'If-None-Match': first.headers.get('etag') })).status, 304)
  assert.deepEqual((await (await rpc(`${near}&start_kinds={nowhere}`)).json()).loops, [])
  assert.match((await failure(near.replace('max_mi=12', 'max_mi=600'), 400)).message, /max_mi/)
  await failure(`${near}&network=nope`, 404)
})

await check('of what was planned ahead a rough list is to be drawn, and each loop of it is had whole', async () => {
  const near = 'loops_near?lat=46.970&lon=11.080&drive_km=15&min_mi=5&max_mi=12'
  const [whole, rough] = await Promise.all([near, `${near}&simplify_m=25`].map(async (asked) => (await rpc(asked)).text()))
  assert.ok(rough.length < whole.length / 3, `${rough.length} of ${whole.length} bytes`)
  const [loops, drawn] = [whole, rough].map((text) => JSON.parse(text).loops)
  assert.deepEqual(drawn.map(({ trailhead, hike_mi }) => [trailhead, hike_mi]), loops.map(({ trailhead, hike_mi }) => [trailhead, hike_mi]))
  for (const [i, { geom, hike_mi, edges }] of loops.entries()) {
    assert.deepEqual(drawn[i].geom.coordinates[0], geom.coordinates[0].slice(0, 2))
    const [lon, lat] = geom.coordinates[0]
    const one = `loop_ahead?lat=${lat}&lon=${lon}&hike_mi=${hike_mi.toFixed(3)}`
    const { loops: [found, none] } = await (await rpc(one)).json()
    assert.deepEqual([found.edges, found.geom, none], [edges, geom, undefined])
    assert.deepEqual(found.legs.map(({ edge }) => edge), edges)
    assert.match(await (await rpc(`${one}&format=gpx`)).text(), /<trkpt/)
  }
  const nowhere = 'loop_ahead?lat=46.970&lon=11.080&hike_mi=3'
  const { loops: none, reason } = await (await rpc(nowhere)).json()
  assert.deepEqual([none, reason.code], [[], 'not_ahead'])
  await failure(`${nowhere}&format=gpx`, 404)
})

await check('a plan is GPX under a good file name, by header or argument', async () => {
  for (const answer of [await rpc(`plan_loop?${plan}`, { Accept: 'application/gpx+xml' }),
    await rpc(`plan_loop?${plan}&loops=2&rank=2&format=gpx`)]) {
    assert.equal(answer.headers.get('content-type'), 'application/gpx+xml')
    assert.match(answer.headers.get('content-disposition'), /^attachment; filename="\d+\.\d-mile-[a-z-]+-from-[a-z0-9-]+\.gpx"$/)
    assert.match(await answer.text(), /^<\?xml.*<gpx .*<trkpt .*<\/gpx>$/s)
  }
})

await check('the options of plan_loop count: heading, ascent, roads, seed', async () => {
  const walked = async (options) => (await (await rpc(`plan_loop?${plan}${options}`)).json()).loops.map((loop) => loop.edges)
  const [[there], [back]] = [await walked('&heading=45'), await walked('&heading=225')]
  assert.deepEqual([...there].sort(), [...back].sort())
  assert.notDeepEqual(there, back)
  assert.equal((await walked('&avoid_roads=true&seed=7')).length, 1)
  const { loops, reason } = await (await rpc(`plan_loop?${plan}&max_ascent_m=1`)).json()
  assert.deepEqual(loops, [])
  assert.match(reason.message, /with at most 1 m of ascent/)
  await failure(`plan_loop?${plan}&heading=400`, 400)
})

await check('POST answers as GET does', async () => {
  const body = JSON.stringify({ lat: 46.97, lon: 11.08, drive_km: 15, hike_mi: 12 })
  const posted = await get('rpc/plan_loop', { 'Content-Type': 'application/json' }, { method: 'POST', body })
  assert.deepEqual(await posted.json(), await (await rpc(`plan_loop?${plan}`)).json())
})

await check('trailheads come nearest first', async () => {
  const found = await (await rpc('reachable_trailheads?lat=46.970&lon=11.080&drive_km=50')).json()
  assert.ok(found.length > 3)
  assert.deepEqual(found.map((t) => t.drive_km), found.map((t) => t.drive_km).sort((a, b) => a - b))
  const map = await (await rpc('reachable_trailheads?lat=46.970&lon=11.080&drive_km=50&format=geojson')).json()
  assert.equal(map.features.length, found.length)
})

await check('the legs of a loop make up its line, its length and its climb', async () => {
  const { loops } = await (await rpc(`plan_loop?${plan}&loops=3`)).json()
  for (const loop of loops) {
    const sum = (part) => loop.legs.reduce((all, leg) => all + leg[part], 0)
    assert.deepEqual(loop.legs.map((leg) => leg.edge), loop.edges)
    assert.equal(sum('points') - loop.legs.length + 1, loop.geom.coordinates.length)
    assert.ok(Math.abs(sum('length_m') / 1609.344 - loop.hike_mi) < 0.01)
    if (loop.ascent_m !== null) assert.ok(Math.abs(sum('ascent_m') - loop.ascent_m) < 1)
  }
})

await check('places are found by the beginning of a word; nothing is an empty list', async () => {
  const found = await (await rpc('find_place?q=alder')).json()
  assert.ok(found.length > 0 && found[0].lat > 46 && found[0].name.includes('Alder'))
  const [hut] = await (await rpc('find_place?q=needle')).json()
  assert.deepEqual([hut.name, hut.kind], ['Needle Hut', 'alpine_hut'])
  assert.deepEqual(await (await rpc('find_place?q=zzzz')).json(), [])
})

await check('network_stats says what is in the network', async () => {
  const stats = await (await rpc('network_stats')).json()
  assert.ok(stats.km > 100 && stats.trailheads_with_loop > 0 && stats.bbox.length === 4)
})

await check('a region begins with its version, its box and whether loops were planned ahead', async () => {
  const [region, stats] = await Promise.all(['region', 'network_stats'].map(async (call) => (await rpc(call)).json()))
  assert.deepEqual([region.version, region.bbox], [stats.version, stats.bbox])
  assert.equal(region.atlas, true)
  assert.equal((await rpc('region?network=nowhere')).status, 404)
})

await check('a tile is a vector tile with trails and trailheads; far out those alike are one line without a name', async () => {
  const read = async (tile) => {
    const answer = await rpc(`tile?${tile}`)
    assert.equal(answer.headers.get('content-type'), 'application/vnd.mapbox-vector-tile')
    return Buffer.from(await answer.arrayBuffer()).toString('latin1')
  }
  const [near, far] = [await read('z=12&x=2174&y=1440'), await read('z=10&x=543&y=360')]
  for (const word of ['trails', 'appeal', 'camps']) assert.ok(near.includes(word) && far.includes(word), word)
  for (const word of ['trailheads', 'Alder Valley Trail']) assert.ok(near.includes(word) && !far.includes(word), word)
  assert.ok(far.length > 1000)
})

await check('an ETag spares the second answer, and belongs to the format', async () => {
  const first = await rpc(`plan_loop?${plan}`)
  const tag = first.headers.get('etag')
  assert.match(first.headers.get('cache-control'), /max-age=60/)
  assert.equal(first.headers.get('vary'), 'Accept')
  const again = await rpc(`plan_loop?${plan}`, { 'If-None-Match': tag })
  assert.equal(again.status, 304)
  assert.equal((await rpc(`plan_loop?${plan}`, { 'If-None-Match': tag, Accept: 'application/geo+json' })).status, 200)
})

await check('via and avoid are read as lat,lon, WKT and GeoJSON; what is none of them is 400', async () => {
  const loops_of = async (asked) => (await (await rpc(`plan_loop?${asked}`)).json()).loops
  const [plain] = await loops_of(plan)
  const [lon, lat] = plain.geom.coordinates[Math.floor(plain.geom.coordinates.length / 2)]
  const near = (loop) => loop.geom.coordinates.some(([x, y]) => Math.hypot((x - lon) * 0.68, y - lat) < 1e-5)
  const point = { type: 'Point', coordinates: [lon, lat] }
  for (const written of [`${lat},${lon}`, ` ${lat}, ${lon};`, `POINT(${lon} ${lat})`, JSON.stringify(point), JSON.stringify({ type: 'Feature', geometry: point }),
    JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', geometry: point }] })]) {
    const loops = await loops_of(`${plan}&via=${encodeURIComponent(written)}`)
    assert.ok(loops.length === 1 && near(loops[0]), written)
    const others = await loops_of(`${plan}&avoid=${encodeURIComponent(written)}`)
    assert.ok(!others.some(near), written)
  }
  for (const written of ['here', '{}', '1,2,3', 'POINT(1)', '91,0', '{"type":"Point"}']) {
    assert.ok((await failure(`plan_loop?${plan}&via=${encodeURIComponent(written)}`, 400)).hint.length > 5, written)
  }
  assert.match((await failure(`plan_loop?${plan}&via=0,0`, 400)).message, /250 m/)
  await failure(`plan_loop?${plan}&on_date=someday`, 400)
})

await check('arguments out of range, missing or no number are 400 with a hint', async () => {
  assert.match((await failure('plan_loop?lat=446&lon=11&drive_km=15&hike_mi=4', 400)).hint, /-90 to 90/)
  assert.match((await failure('plan_loop?lon=11&drive_km=15&hike_mi=4', 400)).message, /lat/)
  assert.match((await failure(`plan_loop?${plan}&format=pdf`, 400)).message, /format must be one of/)
  await failure('plan_loop?lat=here&lon=11&drive_km=15&hike_mi=4', 400)
  await failure('reachable_trailheads?lat=46&lon=11&drive_km=-1', 400)
  await failure('tile?z=3&x=8&y=0', 400)
  await failure('find_place', 400)
})

await check('each kind of bad argument is refused with the range in the hint, by GET and POST', async () => {
  const good = { lat: 46.97, lon: 11.08, drive_km: 15, hike_mi: 12 }
  const bad = { lat: [-90.1, null], lon: [180.5, null], drive_km: [0, 1001], hike_mi: [-3, 501], hike_hours: [0, 251], loops: [0, 21], tolerance: [-0.1, 0.6], max_repeat: [-0.1, 0.51] }
  for (const [name, values] of Object.entries(bad)) {
    for (const value of values) {
      const body = JSON.stringify({ ...good, [name]: value })
      const answer = await get('rpc/plan_loop', { 'Content-Type': 'application/json' }, { method: 'POST', body })
      const error = await answer.json()
      assert.ok([400, 422].includes(answer.status), `${name} = ${value}: ${answer.status}`)
      assert.match(error.message, new RegExp(name), JSON.stringify(error))
      assert.ok(error.hint.length > 5, JSON.stringify(error))
    }
  }
  for (const value of ['NaN', 'Infinity', '-Infinity', '1e999', '']) {
    await failure(`plan_loop?lat=46.97&lon=11.08&drive_km=${value}&hike_mi=12`, 400)
  }
  await failure(`plan_loop?${plan}&trails=geom`, 404)
})

await check('an unknown network is 404, whatever its name', async () => {
  for (const name of ['nope', 'pg_catalog', 'public', '', encodeURIComponent('a"b\r\nSet-Cookie: c')]) {
    for (const call of [`plan_loop?${plan}`, 'tile?z=3&x=4&y=2', 'find_place?q=a', 'network_stats?']) {
      await failure(`${call}&network=${name}`, 404)
    }
  }
})

await check('a media type that is not served is 406', () => failure(`plan_loop?${plan}`, 406, { Accept: 'image/png' }))

await check('nothing found is 200, empty, with the nearest trailhead or another length', async () => {
  const far = await (await rpc('plan_loop?lat=44&lon=11&drive_km=15&hike_mi=4')).json()
  assert.deepEqual(far.loops, [])
  assert.equal(far.reason.code, 'no_trailhead')
  assert.ok(far.reason.nearest_trailhead_km > 15 && far.reason.nearest_trailhead.length > 0)
  const long = await (await rpc('plan_loop?lat=46.970&lon=11.080&drive_km=5&hike_mi=500', { Accept: 'application/geo+json' })).json()
  assert.deepEqual(long.features, [])
  assert.equal(long.reason.code, 'no_loop')
  assert.ok(long.reason.loop_in_reach_mi > 10 && long.reason.loop_in_reach_mi < 500)
  const gpx = await rpc('plan_loop?lat=44&lon=11&drive_km=15&hike_mi=4&format=gpx')
  assert.match(await gpx.text(), /No trailhead within 15 km/)
})

await check('a hike of so many hours, in each format; both or neither of miles and hours is 400', async () => {
  const hours = 'lat=46.970&lon=11.080&drive_km=15&hike_hours=5&pace=1.25'
  const { loops } = await (await rpc(`plan_loop?${hours}`)).json()
  assert.ok(loops.length === 1 && Math.abs(loops[0].hours - 5) <= 0.5 && loops[0].hike_mi < 5 * 5)
  const { features } = await (await rpc(`plan_loop?${hours}&format=geojson`)).json()
  assert.equal(features[0].properties.hours, loops[0].hours)
  assert.match(await (await rpc(`plan_loop?${hours}&format=gpx`)).text(), /<trkpt/)
  const long = await (await rpc('plan_loop?lat=46.970&lon=11.080&drive_km=5&hike_hours=250')).json()
  assert.deepEqual(long.loops, [])
  assert.match(long.reason.message, /about 250 hours .* one of [0-9.]+ hours does/)
  assert.ok(long.reason.loop_in_reach_hours > 5)
  assert.match((await failure(`plan_loop?${hours}&hike_mi=12`, 400)).hint, /miles or in hours/)
  assert.match((await failure('plan_loop?lat=46.97&lon=11.08&drive_km=15', 400)).hint, /miles or in hours/)
})

await check('every answer with trails names OpenStreetMap', async () => {
  for (const format of ['json', 'geojson']) {
    for (const call of [`plan_loop?${plan}`, ...(format === 'geojson' ? ['reachable_trailheads?lat=46.97&lon=11.08&drive_km=15'] : [])]) {
      assert.match((await (await rpc(`${call}&format=${format}`)).json()).attribution, /OpenStreetMap contributors/)
    }
  }
})

await check('OpenAPI describes each call: comments, what must be given, media types and errors; and nothing else', async () => {
  const answer = await get('')
  assert.match(answer.headers.get('content-type'), /^application\/openapi\+json/)
  const { paths, servers, openapi } = await answer.json()
  assert.match(openapi, /^3\./)
  assert.deepEqual(servers, [{ url: '.' }])
  assert.deepEqual(Object.keys(paths).sort(), ['/', '/rpc/closures', '/rpc/drive', '/rpc/find_place', '/rpc/health', '/rpc/loop_ahead', '/rpc/loops_near', '/rpc/network_stats',
    '/rpc/plan_loop', '/rpc/reachable_trailheads', '/rpc/region', '/rpc/tile'])
  const plan = paths['/rpc/plan_loop'].get
  assert.match(plan.summary, /^Plans the best loop hikes/)
  assert.match(plan.description, /drive_km: over 0 up to 1,000/)
  assert.deepEqual(plan.parameters.filter((argument) => argument.required).map(({ name }) => name), ['lat', 'lon', 'drive_km'])
  assert.equal(plan.parameters.find(({ name }) => name === 'avoid_roads').schema.type, 'boolean')
  assert.deepEqual(Object.keys(plan.responses['200'].content).sort(), ['application/geo+json', 'application/gpx+xml', 'application/json'])
  assert.deepEqual(Object.keys(plan.responses), ['200', '304', '400', '404', '406', '422', '503', '504'])
  for (const [path, { get: call }] of Object.entries(paths)) assert.ok(path === '/' || call.summary.length > 20, path)
})

await check('what OpenAPI says must be given is what is refused when missing', async () => {
  const given = { lat: 46.97, lon: 11.08, drive_km: 15, hike_mi: 12, min_mi: 4, max_mi: 12, trailhead_id: 1, q: 'a', z: 10, x: 543, y: 360 }
  const { paths } = await (await get('')).json()
  for (const [path, { get: call }] of Object.entries(paths)) {
    const required = (call.parameters ?? []).filter((argument) => argument.required).map(({ name }) => name)
    // Miles or hours: which of the two OpenAPI cannot say.
    const chosen = { '/rpc/plan_loop': ['hike_mi'], '/rpc/loops_near': ['min_mi', 'max_mi'] }[path] ?? []
    const query = (names) => new URLSearchParams([...names, ...chosen].map((name) => [name, given[name]]))
    assert.equal((await get(`${path.slice(1)}?${query(required)}`)).status, 200, path)
    for (const missing of required) await failure(`${path.slice(5)}?${query(required.filter((name) => name !== missing))}`, 400)
  }
})

await check('HEAD says what GET would, and a HEAD with the tag is 304', async () => {
  for (const call of [`plan_loop?${plan}`, `plan_loop?${plan}&format=gpx`, 'tile?z=10&x=543&y=360', 'find_place?q=alder', 'health']) {
    const [head, whole] = [await get(`rpc/${call}`, {}, { method: 'HEAD' }), await rpc(call)]
    for (const header of ['content-type', 'etag', 'cache-control', 'content-disposition']) {
      assert.equal(head.headers.get(header), whole.headers.get(header), `${header} of ${call}`)
    }
  }
  const { headers } = await get(`rpc/plan_loop?${plan}`, {}, { method: 'HEAD' })
  assert.equal((await get(`rpc/plan_loop?${plan}`, { 'If-None-Match': headers.get('etag') }, { method: 'HEAD' })).status, 304)
  assert.equal((await get('rpc/plan_loop?lat=446&lon=11&drive_km=15&hike_mi=4', {}, { method: 'HEAD' })).status, 400)
})

await check('the weights of an Accept header count', async () => {
  const type = async (Accept) => (await rpc(`plan_loop?${plan}`, { Accept })).headers.get('content-type').split(';')[0]
  assert.equal(await type('application/json;q=0.5, application/geo+json'), 'application/geo+json')
  assert.equal(await type('application/gpx+xml;q=0.1, application/json;q=0.9'), 'application/json')
  assert.equal(await type('text/html, application/gpx+xml;q=0.2, */*;q=0.1'), 'application/gpx+xml')
  assert.equal(await type('*/*, application/json;q=0'), 'application/geo+json')
  await failure(`plan_loop?${plan}`, 406, { Accept: 'application/gpx+xml;q=0' })
})

await check('a rank that was not asked for is 400, one that was not found 404', async () => {
  assert.match((await failure(`plan_loop?${plan}&loops=2&rank=3&format=gpx`, 400)).hint, /1 to loops, which is 2/)
  assert.match((await failure(`plan_loop?${plan}&rank=0`, 400)).message, /rank/)
  const few = 'lat=46.970&lon=11.080&drive_km=2&hike_mi=12&loops=20'
  const { loops } = await (await rpc(`plan_loop?${few}`)).json()
  assert.ok(loops.length < 20)
  assert.match((await failure(`plan_loop?${few}&rank=20&format=gpx`, 404)).hint, new RegExp(`up to ${loops.length}`))
})

await check('a tile asked for by the version of its network may be kept for ever', async () => {
  const { version } = await (await rpc('health')).json()
  const kept = async (version) => (await rpc(`tile?z=10&x=543&y=360&version=${version}`)).headers.get('cache-control')
  assert.match(await kept(version), /immutable/)
  assert.doesNotMatch(await kept('another'), /immutable/)
})

await check('tables, other schemas and helpers are closed', async () => {
  assert.equal((await get('edge')).status, 404)
  assert.equal((await get('edge', { 'Accept-Profile': 'trails' })).status, 406)
  for (const helper of ['answer_json', 'build_network', 'why_nothing', 'network_version']) {
    assert.equal((await rpc(helper)).status, 404)
  }
})

await check('a page of another site may call (CORS)', async () => {
  const answer = await rpc('health', { Origin: 'https://example.org' })
  assert.equal(answer.headers.get('access-control-allow-origin'), '*')
})

process.exit(failures ? 1 : 0)
