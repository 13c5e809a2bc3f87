// Without a signal: node offline.mjs URL ARTEFACT_FOLDER PID_FILE. The web server of that file is ended: to a service worker
// Chromium's own offline mode does not apply.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { browser, check, finish, folder, open, planned, sample, settle, status } from './browser.mjs'

const { page, context } = await browser({ serviceWorkers: 'allow' })
await check(page, 'the page can be installed', async () => {
  await planned(page)
  const manifest = await (await page.request.get(new URL('/manifest.webmanifest', page.url()).href)).json()
  assert.equal(manifest.display, 'standalone')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true))
})

await check(page, 'a loop that was kept is there without a signal: cards, profile, map tiles and GPX', async () => {
  await planned(page)
  const card = await page.locator('#loops > .loop-1 h2').innerText()
  await page.locator('#keep').click()
  await page.locator('#keep', { hasText: 'Works offline' }).waitFor({ timeout: 60000 })
  process.kill(Number(readFileSync(process.argv[4], 'utf8')))
  await open(page, sample)
  await status(page, 'loops found')
  assert.equal(await page.locator('#loops > .loop-1 h2').innerText(), card)
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.gpx').click()])
  await download.saveAs(`${folder}/offline.gpx`)
  assert.ok(readFileSync(`${folder}/offline.gpx`, 'utf8').includes('<trkpt'))
  await settle(page, 3000)
  await page.screenshot({ path: `${folder}/offline.png` })
  const seen = await page.evaluate(async () => (await (await caches.open('loopgenie')).keys()).filter(({ url }) => /tiles\/land\/14\//.test(url)).length)
  assert.ok(seen >= 8, `${seen} tiles of zoom 14`)
})

await check(page, 'what was not planned is told to need a connection', async () => {
  await page.locator('#hike').fill('7')
  await page.keyboard.press('Tab')
  await page.locator('.go').click()
  await status(page, 'cannot be reached')
})

await context.close()
finish()
