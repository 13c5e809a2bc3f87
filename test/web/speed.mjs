// How heavy the page is and how soon it shows a plan, on slow processors too: node speed.mjs URL ARTEFACT_FOLDER HASH
import { base, browser, finish, open, settle, status } from './browser.mjs'

const [hash] = process.argv.slice(4)
const kinds = { 'page': /\/$|\.svg|webmanifest/, 'script': /\/assets\/index-.*js$/, 'style': /\/assets\/index-.*css$/,
  'MapLibre': /\/assets\/map-.*js$/, 'style of MapLibre': /\/assets\/map-.*css$/, 'tiles of the land': /\/tiles\//,
  'tiles of the trails': /rpc\/tile/, 'the plan': /rpc\/plan_loop/, 'other answers': /rpc\// }
const kindOf = (url) => Object.keys(kinds).find((kind) => kinds[kind].test(url)) ?? url

async function weigh(view, link, said) {
  const { page, context } = await browser({ viewport: { width: 1400, height: 800 } })
  const bytes = {}
  // Those of the map's worker, too.
  context.on('requestfinished', async (request) => {
    const { responseHeadersSize, responseBodySize } = await request.sizes()
    const kind = kindOf(request.url())
    bytes[kind] = (bytes[kind] ?? 0) + responseHeadersSize + responseBodySize
  })
  await open(page, link)
  await status(page, said)
  await settle(page, 8000)
  for (const [kind, sum] of Object.entries(bytes)) console.log(`${view}: ${kind}: ${Math.round(sum / 1000)} kB`)
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

await weigh('first view', '', 'Choose where you start')
await weigh('a plan opened by its link', hash, 'loops found')
for (const rate of [1, 4, 6]) await time(rate)
finish()
