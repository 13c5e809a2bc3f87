// Through this, not through that, open on the day, for so many hours: node through.mjs URL ARTEFACT_FOLDER
import assert from 'node:assert/strict'
import { browser, check, finish, open, planned, sample, settle, status, withoutMap } from './browser.mjs'

let { page, context, complaints } = await browser({}, withoutMap)
const unfold = () => page.locator('.more summary').click()
const metres = ([lonA, latA], [lonB, latB]) => Math.hypot((latA - latB) * 111195, (lonA - lonB) * 111195 * Math.cos(latA * Math.PI / 180))
const distance = (loop, point) => Math.min(...loop.geom.coordinates.map((other) => metres(point, other)))
const linked = () => new URLSearchParams(new URL(page.url()).hash.slice(1))

// What is answered to what `act` makes the page ask.
async function answer(act) {
  const [response] = await Promise.all([page.waitForResponse(/plan_loop/), act()])
  await page.locator('.go', { hasText: 'Plan my hike' }).waitFor()
  return { asked: new URL(response.url()).searchParams, ...await response.json() }
}
const plan = () => answer(() => page.locator('.go').click())

await check(page, 'a hut is come by that was searched, and removed again', async () => {
  await planned(page)
  await unfold()
  await page.locator('#via').pressSequentially('needle')
  await page.locator('#vias li', { hasText: 'hut' }).click()
  await page.locator('.through li', { hasText: 'Needle' }).waitFor()
  await page.locator('.more summary', { hasText: '(1)' }).waitFor()
  await page.locator('#hike').fill('26')
  const { asked, loops } = await plan()
  const [lat, lon] = asked.get('via').split(',').map(Number)
  assert.ok(distance(loops[0], [lon, lat]) < 250)
  assert.match(linked().get('via'), /,Needle Hut$/)
  await page.getByRole('button', { name: 'Remove Needle Hut' }).click()
  assert.equal((await plan()).asked.get('via'), null)
})

await check(page, 'a date is asked for, and is in the link; one that there is not is named', async () => {
  await planned(page)
  await unfold()
  await page.locator('#date').fill('2027-01-15')
  assert.equal((await plan()).asked.get('on_date'), '2027-01-15')
  assert.equal(linked().get('on_date'), '2027-01-15')
  await open(page, `${sample}&on_date=2027-02-30&via=91,11&avoid=46,11,47&hike_hours=-1&pace=9`)
  await page.locator('#link-problem', { hasText: 'on_date, via, avoid, hike_hours, pace' }).waitFor()
})

await check(page, 'a hike of so many hours takes so many', async () => {
  await planned(page)
  await page.locator('#hike-unit').selectOption('hours')
  await page.locator('#hike').fill('7')
  const { asked, loops } = await plan()
  assert.equal(asked.get('hike_hours'), '7')
  assert.equal(asked.get('hike_mi'), null)
  for (const { hours } of loops) assert.ok(hours >= 6.3 && hours <= 7.7, `${hours} h`)
  assert.match(await page.locator('#loops > .loop-1').innerText(), /[67] h \d\d/)
  assert.equal(linked().get('hike_hours'), '7')
  await page.locator('#hike-unit').selectOption('length')
  await page.locator('.go').click()
  await page.locator('.go', { hasText: 'Plan my hike' }).waitFor()
  assert.equal(linked().get('hike_hours'), null)
})

await check(page, 'a point that no trail comes near is told by its name, in the page’s language, where one looks', async () => {
  await planned(page)
  await page.locator('#language').selectOption('de')
  await unfold()
  await page.locator('#via').fill('45, 10')
  await page.locator('#vias li').click()
  await page.locator('.go').click()
  await status(page, 'Kein Weg kommt in die Nähe von 45.0000, 10.0000')
  await settle(page, 300)
  const { y, height } = await page.locator('#status').boundingBox()
  assert.ok(y >= 0 && y + height <= 800, `at ${y}`)
  await page.locator('#language').selectOption('en')
  complaints.length = 0
})

await check(page, 'wishes through and around without a console error', async () => assert.deepEqual(complaints, []))
await context.close();

({ page, context, complaints } = await browser({ viewport: { width: 1000, height: 700 } }))

// Where on the screen, along the middle of the map, the chosen loop is, or one that is not chosen.
async function findLoop(isChosen = true) {
  const box = await page.locator('#map').boundingBox()
  for (const y of [0.5, 0.4, 0.6]) for (let x = 40; x < box.width - 60; x += 6) {
    const spot = { x: box.x + x, y: box.y + y * box.height }
    await page.mouse.move(spot.x, spot.y)
    const isOn = await page.locator('#map canvas').evaluate((canvas) => canvas.style.cursor === 'pointer')
    if (isOn && isChosen === await page.locator('.handle').isVisible()) return spot
  }
  throw new Error('no such loop under the pointer')
}

await check(page, 'a point of the loop is dragged, and the hike planned anew comes by', async () => {
  await planned(page)
  await settle(page)
  const other = await findLoop(false)
  const { x, y } = await findLoop()
  const { asked, loops } = await answer(async () => {
    await page.mouse.down()
    await page.mouse.move((x + other.x) / 2, (y + other.y) / 2, { steps: 3 })
    await page.mouse.move(other.x, other.y, { steps: 3 })
    await page.mouse.up()
  })
  const [lat, lon] = asked.get('via').split(',').map(Number)
  for (const loop of loops) assert.ok(distance(loop, [lon, lat]) < 400, `${distance(loop, [lon, lat])} m off`)
  assert.equal(linked().get('via'), asked.get('via'))
  assert.equal(await page.locator('.via-mark').count(), 1)
})

await check(page, 'back goes to the loop before, and a link with the point to the one after', async () => {
  const link = page.url()
  await page.goBack()
  await page.locator('.via-mark').waitFor({ state: 'detached' })
  await page.goto('about:blank')
  await page.goto(link)
  await status(page, 'loop')
  await page.locator('.via-mark').waitFor()
  assert.equal(await page.locator('.via-mark').count(), 1)
})

await check(page, 'a point is clicked on the map, and dragged', async () => {
  await planned(page)
  await unfold()
  await settle(page)
  const spot = await findLoop()
  await page.locator('#draw-via').click()
  await page.locator('.map-hint', { hasText: 'come by' }).waitFor()
  await page.mouse.click(spot.x, spot.y)
  await page.locator('.via-mark').waitFor()
  assert.equal(await page.locator('.map-hint').count(), 0)
  const first = (await plan()).asked.get('via')
  assert.ok(first)
  await settle(page, 1500)
  const mark = await page.locator('.via-mark').boundingBox()
  const { asked } = await answer(async () => {
    await page.mouse.move(mark.x + mark.width / 2, mark.y + mark.height / 2)
    await page.mouse.down()
    await page.mouse.move(mark.x + 30, mark.y + 20, { steps: 3 })
    await page.mouse.up()
  })
  assert.notEqual(asked.get('via'), first)
})

await check(page, 'an area is drawn, kept out of, dragged, and in the link', async () => {
  await planned(page)
  await unfold()
  await settle(page)
  const { x, y } = await findLoop()
  await page.locator('#draw-area').click()
  await settle(page, 1500)
  for (const [east, south] of [[-25, -25], [25, -25], [25, 25], [-25, 25], [-25, -25]]) {
    await page.mouse.click(x + east, y + south)
    await page.waitForTimeout(200)
  }
  await page.locator('.through li', { hasText: 'Area 1' }).waitFor()
  await page.locator('.map-hint button').click()
  const first = await plan()
  const corners = first.asked.get('avoid').match(/\(\((.*)\)\)/)[1].split(',').map((corner) => corner.split(' ').map(Number))
  const [west, east] = [Math.min(...corners.map(([lon]) => lon)), Math.max(...corners.map(([lon]) => lon))]
  const [south, north] = [Math.min(...corners.map(([, lat]) => lat)), Math.max(...corners.map(([, lat]) => lat))]
  assert.equal(corners.length, 5)
  for (const { geom } of first.loops) {
    assert.ok(!geom.coordinates.some(([lon, lat]) => lon > west && lon < east && lat > south && lat < north), 'a loop goes through the area')
  }
  assert.equal(linked().get('avoid').split(',').length, 8)
  await open(page, `#${linked()}`)
  await status(page, 'loop')
  await unfold()
  await page.locator('.through li', { hasText: 'Area 1' }).waitFor()
})

await check(page, 'what is closed is on the map, and says why when it is clicked', async () => {
  // Without loops to browse, which may lie there too.
  await page.route('**/loops_near**', (route) => route.fulfill({ json: { loops: [] } }))
  await open(page, '')
  const box = await page.locator('#map').boundingBox()
  const canvas = page.locator('#map canvas')
  for (let i = 0; i < 100 && await canvas.evaluate(({ style }) => style.cursor) !== 'pointer'; i += 1) {
    await page.mouse.move(box.x + box.width / 2 + i % 2, box.y + box.height / 2)
    await settle(page, 300)
  }
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  const popup = page.locator('.maplibregl-popup')
  await popup.waitFor()
  assert.match(await popup.innerText(), /Nesting eagles\s+February 1 to July 15, every year/)
  assert.equal(await page.locator('#place').inputValue(), '')
})

await check(page, 'a loop says what is closed on it at times, and nothing of it on a day that was asked for', async () => {
  await page.unroute('**/loops_near**')
  const through = '#lat=47.07&lon=11.15&drive_km=40&hike_mi=20&name=Middle&via=47.0905,11.1308'
  const [response] = await Promise.all([page.waitForResponse(/plan_loop/), open(page, through)])
  const { loops } = await response.json()
  await status(page, /loops? found/)
  const closed = page.locator('#loops .closed')
  assert.equal(await closed.count(), loops.filter(({ closures }) => closures.length > 0).length)
  assert.ok(await closed.count() > 0)
  assert.equal(await closed.first().innerText(), 'Closed at times: Nesting eagles: February 1 to July 15, every year')
  await open(page, `${through}&on_date=2027-08-01`)
  await status(page, /loops? found/)
  assert.equal(await closed.count(), 0)
})

await check(page, 'drawn through and around without a console error', async () => assert.deepEqual(complaints, []))
await context.close()
finish()
