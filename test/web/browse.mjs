// Loops to browse before anything is asked: node browse.mjs URL ARTEFACT_FOLDER
import assert from 'node:assert/strict'
import { browser, check, finish, open, sample, settle, status, withoutMap } from './browser.mjs'

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

await check(page, 'a click opens one, and back leads to the list', async () => {
  await after(() => open(page, ''))
  const length = (await milesOf())[1]
  await listed.nth(1).getByRole('button').click()
  await status(page, 'loop')
  assert.match(await page.locator('#loops > li[aria-current] .length').innerText(), new RegExp(`^${length.toFixed(1)} mi`))
  assert.equal(await listed.count(), 0)
  await page.goBack()
  await listed.first().waitFor()
})

await check(page, 'browsing without a console error', async () => assert.deepEqual(complaints, []))

await check(page, 'where nothing was planned ahead there is no list', async () => {
  await page.route('**/loops_near**', (route) => route.fulfill({ status: 404, contentType: 'application/json', body: '{"message": "this network has no atlas"}' }))
  await after(() => open(page, sample.replace('lat', 'nowhere')))
  assert.equal(await page.locator('.browse').count(), 0)
  assert.doesNotMatch(await page.locator('#status').innerText(), /atlas/)
})

await context.close()
finish()
