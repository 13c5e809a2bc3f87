// Chromium with the page in it, and what the tests of the page share.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { chromium } from 'playwright-core'

export const [base, folder] = process.argv.slice(2)
const flags = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']
// Much quicker, where a check is not of the map.
export const withoutMap = ['--disable-gpu', '--disable-3d-apis']
export const sample = '#lat=46.97&lon=11.08&drive_km=15&hike_mi=12&name=Alder'

// Each part of the tests has a browser of its own: { page, context, complaints }.
export async function browser(options = {}, more = []) {
  const context = await chromium.launchPersistentContext(mkdtempSync(`${tmpdir()}/loopgenie-web-`), {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...flags, ...more], viewport: { width: 1280, height: 800 }, locale: 'en-US',
    serviceWorkers: 'block', ...options })
  const page = context.pages()[0]
  page.setDefaultTimeout(60000)
  const complaints = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, context, complaints }
}

let failures = 0

// ONLY='a word' runs the checks whose name has it.
export async function check(page, what, test) {
  if (!what.includes(process.env.ONLY ?? '')) return
  try {
    await test()
    console.log(`ok - web: ${what}`)
  } catch (error) {
    failures += 1
    await page.screenshot({ path: `${folder}/failed-${what.replace(/\W+/g, '-').slice(0, 60)}.png` }).catch(() => {})
    console.log(`not ok - web: ${what}\n#   ${error.message.replaceAll('\n', '\n#   ')}`)
  }
}

export const finish = () => process.exit(failures ? 1 : 0)
export const status = (page, text) => page.locator('#status', { hasText: text }).waitFor()
export const settle = (page, ms = 2500) => page.waitForTimeout(ms)

// A new document, not only another #.
export async function open(page, hash) {
  await page.goto('about:blank')
  await page.goto(base + hash)
}

export async function planned(page, hash = sample) {
  await open(page, hash)
  await status(page, 'loops found')
}
