// The map page in Chromium: node page.mjs http://127.0.0.1:PORT/ ARTEFACT_FOLDER
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { chromium } from 'playwright-core'

const [base, folder] = process.argv.slice(2)
const flags = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']
const context = await chromium.launchPersistentContext(mkdtempSync(`${tmpdir()}/loopgenie-web-`),
  { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags, viewport: { width: 1280, height: 800 } })
const page = context.pages()[0]
const complaints = []
page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
page.on('pageerror', (error) => complaints.push(error.message))
let failures = 0

async function check(what, test) {
  try {
    await test()
    console.log(`ok - web: ${what}`)
  } catch (error) {
    failures += 1
    await page.screenshot({ path: `${folder}/failed-${failures}.png` }).catch(() => {})
    console.log(`not ok - web: ${what}\n#   ${error.message.replaceAll('\n', '\n#   ')}`)
  }
}

const status = (text) => page.locator('#status', { hasText: text }).waitFor({ timeout: 20000 })
const setSlider = (id, value) => page.locator(id).fill(String(value))
const settle = () => page.waitForTimeout(2500)

page.setDefaultTimeout(15000)
await page.goto(base)

await check('a place is found and chosen with the keyboard', async () => {
  await page.locator('#place').pressSequentially('alder')
  await page.locator('#places li').first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  assert.match(await page.locator('#place').inputValue(), /Alder/)
  await status('Ready')
})

await check('three loops are drawn and listed', async () => {
  await page.getByRole('button', { name: 'Plan my hike' }).click()
  await status('3 loops found')
  assert.equal(await page.locator('#loops li').count(), 3)
  const text = await page.locator('#loops li').first().innerText()
  assert.match(text, /\d+\.\d mi from/)
  assert.match(text, /drive .* score 0\.\d\d/s)
  await settle()
  const shot = await page.screenshot({ path: `${folder}/planned.png` })
  const colours = await page.evaluate(async (data) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))]))
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')
    canvas.drawImage(image, 0, 0)
    const { data: pixels } = canvas.getImageData(400, 0, image.width - 400, image.height)
    const near = (red, green, blue) => {
      let count = 0
      for (let i = 0; i < pixels.length; i += 4) {
        if (Math.abs(pixels[i] - red) + Math.abs(pixels[i + 1] - green) + Math.abs(pixels[i + 2] - blue) < 12) count += 1
      }
      return count
    }
    return [near(200, 80, 45), near(44, 110, 155), near(106, 76, 147)]
  }, shot.toString('base64'))
  assert.ok(colours.every((count) => count > 100), `pixels of the three colours: ${colours}`)
})

await check('OpenStreetMap is named beside the list and on the map', async () => {
  for (const place of ['footer', '.maplibregl-ctrl-attrib']) {
    assert.match(await page.locator(place).first().innerText(), /OpenStreetMap contributors/)
    assert.ok(await page.locator(place).first().isVisible())
  }
})

await check('the elevation profile moves with the pointer and the arrow keys', async () => {
  const svg = page.locator('#profile svg')
  await svg.hover({ position: { x: 100, y: 40 } })
  const at = await page.locator('#profile p').innerText()
  assert.match(at, /^\d+ m at \d/)
  await svg.focus()
  await page.keyboard.press('ArrowRight')
  assert.notEqual(await page.locator('#profile p').innerText(), at)
})

await check('the GPX of a loop is saved', async () => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.gpx').nth(1).click()])
  assert.match(download.suggestedFilename(), /-mile-.*\.gpx$/)
  await download.saveAs(`${folder}/loop.gpx`)
  assert.ok(readFileSync(`${folder}/loop.gpx`, 'utf8').match(/<trkpt /g).length > 50)
})

await check('kilometres', async () => {
  await page.locator('#units').click()
  assert.match(await page.locator('#loops li').first().innerText(), /\d+\.\d km from/)
  await page.locator('#units').click()
})

await check('the shared link restores the request and plans it', async () => {
  const first = await page.locator('#loops li').first().innerText()
  const link = page.url()
  await page.goto('about:blank')
  await page.goto(link)
  await status('3 loops found')
  assert.equal(await page.locator('#loops li').first().innerText(), first)
})

await check('nothing found says what there would be', async () => {
  await page.goto('about:blank')
  await page.goto(`${base}#lat=44&lon=11&drive_km=15&hike_mi=12&name=Nowhere`)
  await status('No trailhead within 15 km of driving; the nearest is')
  assert.equal(await page.locator('#loops li').count(), 0)
  await page.screenshot({ path: `${folder}/empty.png` })
})

await check('a phone shows map and form without scrolling sideways', async () => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('about:blank')
  await page.goto(`${base}#lat=46.97&lon=11.08&drive_km=15&hike_mi=11&name=Alder`)
  await setSlider('#drive', 20)
  await setSlider('#hike', 12)
  await status('3 loops found')
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
  await settle()
  await page.screenshot({ path: `${folder}/phone.png` })
})

await check('no console error so far', async () => assert.deepEqual(complaints, []))

await check('an API that is down is said plainly', async () => {
  await page.route('**/api/rpc/plan_loop**', (route) => route.abort())
  await page.getByRole('button', { name: 'Plan my hike' }).click()
  await status('cannot be reached')
})

await context.close()
process.exit(failures ? 1 : 0)
