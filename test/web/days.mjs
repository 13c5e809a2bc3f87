// Hikes of several days on the page: node days.mjs URL ARTEFACT_FOLDER
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { browser, check, finish, folder, open, planned, sample, settle, status } from './browser.mjs'

const { page, context, complaints } = await browser()
const threeDays = sample.replace('hike_mi=12', 'hike_mi=30') + '&days=3'
const chosen = page.locator('#loops > li[aria-current]')
const days = chosen.locator('.days > li')
const milesIn = (text) => Number(text.match(/([\d.]+) mi/)[1])

async function saved(button) {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
  const path = `${folder}/${download.suggestedFilename()}`
  await download.saveAs(path)
  return readFileSync(path, 'utf8')
}

await check(page, 'days are stepped up, planned, and in the link', async () => {
  await open(page, sample.replace('hike_mi=12', 'hike_mi=30'))
  await status(page, 'loops found')
  assert.equal(await days.count(), 0)
  const more = page.getByRole('button', { name: 'One day more' })
  const { x } = await more.boundingBox()
  await more.click()
  await page.locator('#nights').waitFor()
  // It stays under the finger.
  assert.equal((await more.boundingBox()).x, x)
  await more.click()
  assert.equal(await page.locator('#days').inputValue(), '3')
  await page.locator('.hint', { hasText: 'About 10.0 mi a day' }).waitFor()
  await page.locator('.go').click()
  await days.nth(2).waitFor()
  assert.match(page.url(), /days=3/)
  await page.goBack()
  await days.first().waitFor({ state: 'detached' })
  assert.equal(await page.locator('#days').inputValue(), '1')
})

await check(page, 'each day tells its miles, climb, hours, water and night, and the miles sum to the loop’s', async () => {
  await planned(page, threeDays)
  assert.match(await chosen.locator('h2').innerText(), /mi, 3 days from/)
  const lengths = (await days.locator('h3').allInnerTexts()).map(milesIn)
  assert.equal(lengths.length, 3)
  const whole = milesIn(await chosen.locator('h2').innerText())
  assert.ok(Math.abs(lengths.reduce((a, b) => a + b, 0) - whole) < 0.16, `${lengths} of ${whole}`)
  for (const text of await days.locator('.figures').allInnerTexts()) assert.match(text, /\d h \d\d · ↑ [\d,]+ ft · ↓ [\d,]+ ft · up to [\d,]+ ft/)
  for (const text of await days.locator('.water').allInnerTexts()) assert.match(text, /Water: \d+ ×, at most \d+\.\d mi without|No water known/)
  const nights = await days.locator('.night').allInnerTexts()
  assert.equal(nights.length, 2)
  assert.match(nights[0], /^Night 1: [A-Z].*, (hut|bothy|shelter|camp site)$/)
})

await check(page, 'nights stand in the profile, and a day that is clicked is told from the others there', async () => {
  assert.deepEqual(await page.locator('.profile .night text').allTextContents(), ['1', '2'])
  const before = await page.locator('.maplibregl-ctrl-scale').innerText()
  await days.nth(1).getByRole('button').click()
  assert.equal(await page.locator('.profile .other-days').count(), 2)
  assert.equal(await days.nth(1).getAttribute('aria-current'), 'true')
  await page.locator('.maplibregl-ctrl-scale', { hasNotText: before }).waitFor()
  await settle(page, 1500)
  await page.screenshot({ path: `${folder}/day-2.png` })
  await days.nth(1).getByRole('button').click()
  assert.equal(await page.locator('.profile .other-days').count(), 0)
})

await check(page, 'files have a track a day and the nights', async () => {
  await planned(page, threeDays)
  assert.equal((await saved(page.locator('.gpx'))).match(/<trk>/g).length, 3)
  const kml = await saved(page.getByRole('button', { name: 'KML' }))
  assert.equal(kml.match(/<LineString>/g).length, 3)
  assert.match(kml, /<name>Night 2: /)
  const { features } = JSON.parse(await saved(page.getByRole('button', { name: 'GeoJSON' })))
  assert.deepEqual(features.map(({ geometry }) => geometry.type), ['LineString', 'LineString', 'LineString', 'Point', 'Point', 'Point'])
  // Each day begins where the one before ended.
  for (const i of [1, 2]) assert.deepEqual(features[i].geometry.coordinates[0], features[i - 1].geometry.coordinates.at(-1))
  assert.deepEqual(features[4].geometry.coordinates.slice(0, 2), features[0].geometry.coordinates.at(-1).slice(0, 2))
})

await check(page, 'where to sleep and how long to walk a day are wished, planned and in the link', async () => {
  await planned(page, threeDays)
  await page.locator('#nights').selectOption('huts')
  await page.locator('.more summary').click()
  await page.locator('#day-hours').selectOption('9')
  await page.locator('.more summary', { hasText: '(1)' }).waitFor()
  const [answer] = await Promise.all([page.waitForResponse(/plan_loop/), page.locator('.go').click()])
  const asked = new URL(answer.url()).searchParams
  assert.equal(asked.get('camp_kinds'), '{alpine_hut,wilderness_hut}')
  assert.equal(asked.get('max_day_hours'), '9')
  assert.match(page.url(), /days=3&nights=huts&max_day_hours=9/)
  await page.locator('.go', { hasText: 'Plan my hike' }).waitFor()
  for (const text of await days.locator('.night').allInnerTexts()) assert.match(text, /hut|bothy/)
})

await check(page, 'too few camps are said, with what there is without nights', async () => {
  await open(page, `${sample.replace('hike_mi=12', 'hike_mi=10')}&days=10&nights=huts`)
  await status(page, /No loop of about 10\.0 mi has a place to sleep for each of 9 nights\. Without nights there is one of \d+\.\d mi/)
  // The map shows the region nevertheless, not the whole world.
  await page.locator('.maplibregl-ctrl-scale', { hasText: /^\d\smi$/ }).waitFor()
})

await check(page, 'on paper the days are there', async () => {
  await planned(page, threeDays)
  await page.emulateMedia({ media: 'print' })
  assert.equal(await days.count(), 3)
  assert.ok(await days.nth(2).isVisible())
  await page.emulateMedia({ media: 'screen' })
})

await check(page, 'days without a console error', async () => assert.deepEqual(complaints, []))
await context.close()
finish()
