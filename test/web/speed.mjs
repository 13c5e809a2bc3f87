// How heavy the page is and how soon it shows a plan, on slow processors too: node speed.mjs URL ARTEFACT_FOLDER HASH
import { base, browser, finish, open, settle, status } from './browser.mjs'

const [hash] = process.argv.slice(4)
const kinds = { 'script and style of the page': /\/assets\/index-|\/$|\.svg|webmanifest/, 'MapLibre': /\/assets\/map-/, 'tiles of the land': /\/tiles\//,
  'tiles of the trails': /rpc\/tile/, 'the plan': /rpc\/plan_loop/, 'other answers': /rpc\// }
const kindOf = (url) => Object.keys(kinds).find((kind) => kinds[kind].test(url)) ?? url

async function weigh() {
  const { page, context } = await browser({ viewport: { width: 1400, height: 800 } })
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  const [urls, bytes] = [new Map(), {}]
  session.on('Network.requestWillBeSent', ({ requestId, request }) => urls.set(requestId, request.url))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kindOf(urls.get(requestId) ?? '')
    bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength
  })
  for (const [view, link] of [['first view', ''], ['a plan opened by its link', hash]]) {
    for (const kind of Object.keys(bytes)) delete bytes[kind]
    await session.send('Network.clearBrowserCache')
    await open(page, link)
    await status(page, link ? 'loops found' : 'Choose where you start')
    await settle(page, 8000)
    for (const kind of Object.keys(kinds)) console.log(`${view}: ${kind}: ${Math.round((bytes[kind] ?? 0) / 1000)} kB`)
  }
  await context.close()
}

async function time(rate) {
  const { page, context } = await browser({ viewport: { width: 390, height: 844 } })
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
  const took = async (act, there) => {
    const begun = performance.now()
    await act()
    await there.waitFor()
    return Math.round(performance.now() - begun)
  }
  await page.goto('about:blank')
  const form = await took(() => page.goto(base, { waitUntil: 'commit' }), page.locator('#place'))
  await page.goto('about:blank')
  const cards = await took(() => page.goto(base + hash, { waitUntil: 'commit' }), page.locator('#loops > .loop-1 dl'))
  console.log(`processor slowed ${rate} times: form ${form} ms, first plan ${cards} ms`)
  await context.close()
}

await weigh()
for (const rate of [1, 4, 6]) await time(rate)
finish()
