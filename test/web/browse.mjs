// Loops to browse before anything is asked: node browse.mjs URL ARTEFACT_FOLDER
import assert from 'node:assert/strict'
import { base, browser, check, finish, open, sample, settle, status, withoutMap } from './browser.mjs'

const { page, context, complaints } = await browser({}, withoutMap)
const listed = page.locator('#ahead > li')
const milesOf = async () => (await listed.locator('b').allInnerTexts()).map(parseFloat)
// What the list shows once the answer to `act` is there.
async function after(act) {
  await Promise.all([page.waitForResponse(/loops_near/), act()])
  await settle(page, 500)
}

await check(page, 'loops of the region are listed and drawn before one asks', async () => {
  await after(() => open(page, ''))
  assert.ok(await listed.count() > 5)
  assert.match(await listed.first().innerText(), /^\d+\.\d mi from .+\n.*\d h \d\d · ↑ [\d,]+ ft · \d+\.\d mi drive/)
})

await check(page, 'the list is sorted by length, climb and drive, and kept to lengths', async () => {
  await page.locator('#order').selectOption('length')
  const miles = await milesOf()
  assert.deepEqual(miles, [...miles].sort((a, b) => a - b))
  await page.locator('#order').selectOption('climb')
  const climbs = (await listed.allInnerTexts()).map((text) => Number(text.match(/↑ ([\d,]+)/)[1].replace(',', '')))
  assert.deepEqual(climbs, [...climbs].sort((a, b) => a - b))
  await after(() => page.locator('#lengths').selectOption('0.1,5'))
  for (const length of await milesOf()) assert.ok(length <= 5.5, `${length} mi`)
  assert.ok(await listed.count() > 0)
})

await check(page, 'from a place it lists what starts within the drive, of the difficulty and climb that is wished', async () => {
  await after(() => open(page, ''))
  await after(async () => {
    await page.locator('#place').fill('46.97, 11.08')
    await page.locator('#places li').first().click()
  })
  await after(async () => {
    await page.locator('.more summary').click()
    await page.locator('#climb').selectOption('600')
  })
  for (const text of await listed.allInnerTexts()) {
    assert.ok(Number(text.match(/↑ ([\d,]+)/)[1].replace(',', '')) <= 600 * 3.281, text)
    assert.ok(Number(text.match(/([\d.]+) mi drive/)[1]) <= 10, text)
  }
})

await check(page, 'a click opens just that loop, as its link does, and back leads to the list', async () => {
  await after(() => open(page, ''))
  const { loops } = await (await page.request.get(`${base}api/rpc/loops_near?lat=47.07&lon=11.14&drive_km=100&min_mi=0.1&max_mi=500&loops=12`)).json()
  const text = await listed.nth(4).innerText()
  const [answer] = await Promise.all([page.waitForResponse(/loop_ahead/), listed.nth(4).getByRole('button').click()])
  const { loops: [shown] } = await answer.json()
  const same = loops.find(({ edges }) => String(edges) === String(shown.edges))
  assert.ok(same && text.startsWith(`${same.hike_mi.toFixed(1)} mi from ${same.trailhead}`), text)
  await status(page, '1 loop found')
  const card = await page.locator('#loops > li[aria-current] h2').innerText()
  assert.ok(text.startsWith(card), `${card} of ${text}`)
  assert.equal(await listed.count(), 0)
  const gpx = await page.locator('.gpx').getAttribute('href')
  assert.equal((await (await page.request.get(gpx)).text()).match(/<trkpt/g).length, shown.geom.coordinates.length)
  const link = page.url()
  await page.goBack()
  await listed.first().waitFor()
  await page.goto('about:blank')
  await page.goto(link)
  await status(page, '1 loop found')
  assert.equal(await page.locator('#loops > li[aria-current] h2').innerText(), card)
  await page.locator('.go').click()
  await status(page, 'loops found')
})

await check(page, 'one that is there no more is planned', async () => {
  await open(page, `${sample}&ahead=46.97,11.08`)
  await status(page, '3 loops found')
  assert.match(await page.locator('.gpx').getAttribute('href'), /plan_loop/)
})

await check(page, 'browsing without a console error', async () => assert.deepEqual(complaints, []))

await check(page, 'where nothing was planned ahead there is no list, nor is one asked for', async () => {
  await page.route('**/rpc/region', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...await answer.json(), atlas: false } })
  })
  const asked = []
  page.on('request', (request) => asked.push(request.url()))
  await open(page, '')
  await settle(page, 1500)
  assert.equal(await page.locator('.browse').count(), 0)
  assert.deepEqual(asked.filter((url) => url.includes('loops_near')), [])
  assert.ok(asked.some((url) => url.includes('region')))
})

await context.close()
finish()
