// The page for everyone: phones, languages, assistive technology, print, no WebGL: node everyone.mjs URL ARTEFACT_FOLDER
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { base, browser, check, finish, folder, open, planned, sample, settle, status, withoutMap } from './browser.mjs'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

// axe comes as the tests' own script, not as the page's: the page's policy forbids the latter.
async function violations(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: axeSource })
  const { result } = await session.send('Runtime.evaluate', { awaitPromise: true, returnByValue: true,
    expression: 'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(" ")}`))' })
  return result.value
}

const shots = [[1440, 900], [390, 844], [320, 640]]
for (const colorScheme of ['light', 'dark']) {
  const { page, context } = await browser({ colorScheme, deviceScaleFactor: 1 })
  for (const [width, height] of shots) {
    await check(page, `${width} x ${height}, ${colorScheme}: nothing scrolls sideways, axe finds nothing`, async () => {
      await page.setViewportSize({ width, height })
      await open(page, '')
      await status(page, 'Choose where you start')
      assert.deepEqual(await violations(page), [])
      await planned(page)
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
      await settle(page)
      await page.screenshot({ path: `${folder}/${width}-${colorScheme}.png` })
      assert.deepEqual(await violations(page), [])
    })
  }
  await context.close()
}

{
  const { page, context } = await browser({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await check(page, 'on a phone the loops come first, within sight; the wishes are a tap away', async () => {
    await planned(page)
    const box = await page.locator('#loops > .loop-1 dl').boundingBox()
    assert.ok(box.y + box.height < 844, `the first loop ends at ${box.y + box.height}`)
    assert.ok(!await page.locator('#hike').isVisible())
    await page.getByRole('button', { name: 'Change' }).click()
    assert.ok(await page.locator('#hike').isVisible())
  })
  await context.close()
}

{
  const { page, context } = await browser({ viewport: { width: 320, height: 640 } }, withoutMap)
  await check(page, 'on the narrowest phone no word of a wish is broken, in any language', async () => {
    await open(page, `${sample}&days=3`)
    await page.locator('#status:not(.busy)', { hasText: /loops? found|No loop/ }).waitFor()
    if (!await page.locator('#wishes').isVisible()) await page.locator('.summary').click()
    await page.locator('.more summary').click()
    for (const code of ['en', 'de', 'fr', 'es', 'ca']) {
      await page.locator('#language').selectOption(code)
      const broken = await page.locator('#wishes label').evaluateAll((labels) => labels.filter((label) => {
        const longest = Math.max(...label.firstChild.textContent.split(' ').map((word) => word.length))
        return label.scrollWidth > label.clientWidth + 1 || label.clientWidth < longest * 5
      }).map((label) => label.textContent))
      assert.deepEqual(broken, [], code)
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth && document.querySelector('#wishes').scrollWidth <= document.querySelector('#wishes').clientWidth), code)
    }
  })
  await context.close()
}

{
  const { page, context } = await browser({ locale: 'ca-ES' })
  await check(page, 'the page speaks the visitor’s language and units, and what they choose', async () => {
    await open(page, sample)
    await status(page, '3 rutes trobades')
    assert.match(await page.locator('#loops').innerText(), /\d+,\d km des de/)
    assert.equal(await page.locator('html').getAttribute('lang'), 'ca')
    for (const [code, words] of [['de', 'Rundwege gefunden'], ['fr', 'boucles trouvées'], ['es', 'rutas encontradas'], ['en', 'loops found']]) {
      await page.locator('#language').selectOption(code)
      await status(page, words)
    }
    await open(page, sample)
    await status(page, '3 loops found')
  })
  await check(page, 'on paper there are the map, the chosen loop and its profile, and no buttons', async () => {
    await settle(page, 1000)
    await page.emulateMedia({ media: 'print' })
    for (const [what, isThere] of [['#map canvas', true], ['#loops > .loop-1', true], ['.profile', true], ['#loops > .loop-2', false], ['#request', false], ['.files', false]]) {
      assert.equal(await page.locator(what).first().isVisible(), isThere, what)
    }
    await page.pdf({ path: `${folder}/page.pdf` }).catch(() => {})
  })
  await context.close()
}

{
  const { page, context } = await browser({}, withoutMap)
  await check(page, 'without WebGL there are loops and files, and a word about the map', async () => {
    await planned(page)
    await page.locator('#no-map', { hasText: 'WebGL' }).waitFor()
    assert.equal(await page.locator('#loops > li').count(), 3)
    assert.match(await page.locator('.gpx').getAttribute('href'), /format=gpx/)
    await page.screenshot({ path: `${folder}/no-webgl.png` })
  })
  await context.close()
}

{
  const { page, context } = await browser()
  await check(page, 'everything is reached by keyboard', async () => {
    await planned(page)
    const reached = new Set()
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press('Tab')
      reached.add(await page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute('class') || document.activeElement.tagName))
    }
    for (const id of ['place', 'locate', 'drive', 'hike', 'go', 'another', 'share', 'print', 'units', 'language', 'button gpx', 'svg']) assert.ok(reached.has(id), `${id} among ${[...reached]}`)
  })
  await context.close()
}

finish()
