import { chromium } from '@playwright/test'
import { startCrowd } from '../server/crowd.mjs'
import { addAccount, startProsody } from '../server/prosody.mjs'
import { writeRoster } from '../server/prosody-data.mjs'
import { findChromium } from '../server/provision/chromium.mjs'
import { buildSite, DIST } from '../server/site.mjs'
import { serveStatic } from '../server/static.mjs'

/**
 * How signing in and a storm of presences grow with the number of contacts: prints figures, judges nothing.
 * `node e2e/bench/roster.mjs [contacts …]`; 50, 2,000 and 10,000 where none are named.
 */

const SECRET = 'bench'
const PASSWORD = 'bench'
const STORM = 10_000
const sizes = process.argv.slice(2).map(Number)

/** @typedef {Record<'read' | 'reset', () => { task: number, gap: number, tasks: number }>} Watch */

/** In the page: longest task, longest gap between frames, since `reset`. */
function watch() {
  const seen = { task: 0, gap: 0, tasks: 0 }
  let last = performance.now()
  new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) {
      seen.task = Math.max(seen.task, duration)
      seen.tasks++
    }
  }).observe({ entryTypes: ['longtask'] })
  const frame = () => {
    const now = performance.now()
    seen.gap = Math.max(seen.gap, now - last)
    last = now
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  Object.assign(globalThis, {
    benchWatch: {
      reset: () => Object.assign(seen, { task: 0, gap: 0, tasks: 0 }),
      read: () => ({ ...seen }),
    },
  })
}

/** @param {import('@playwright/test').Page} page @param {'read' | 'reset'} verb */
function watched(page, verb) {
  return page.evaluate(
    asked => /** @type {{ benchWatch: Watch }} */ (/** @type {unknown} */ (globalThis)).benchWatch[asked](),
    verb,
  )
}

/** @param {import('@playwright/test').Browser} browser @param {number} size */
async function measure(browser, size) {
  const host = 'bench.example'
  const server = await startProsody({
    name: `bench-${process.pid}-${size}`,
    hosts: [{ name: host }],
    components: [{ name: 'bots.test', secret: SECRET }],
  })
  const site = await serveStatic({ root: DIST, config: { defaultDomain: host, serverUrl: server.url } })
  const jid = `romeo@${host}`
  await addAccount({ dataPath: server.dataPath, hosts: [{ name: host }] }, jid, PASSWORD)
  const crowd = await startCrowd({ port: server.ports.component, secret: SECRET, size })
  await writeRoster(server.dataPath, jid, crowd.rosterItems())
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript(watch)
  await page.goto(site.url)
  await page.getByRole('textbox', { name: 'XMPP address' }).fill(jid)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)

  const begin = Date.now()
  await watched(page, 'reset')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('[role=treeitem][data-jid]').first().waitFor()
  const roster = Date.now() - begin
  // The last contact's presence is the last to come: its group header counts everybody.
  await page.locator('[role=treeitem][data-presence]').first().waitFor()
  const expected = Array.from({ length: size }, (_, i) => i).filter(isHere).length
  const here = page.getByRole('radio', { name: `Here now, ${expected}`, exact: true })
  await here.waitFor({ timeout: 60_000 })
  const all = Date.now() - begin
  const signIn = await watched(page, 'read')
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  const heap = await heapOf(page)

  await page.goto(`${site.url}#/chat/u1@bots.test`)
  await page.getByRole('heading', { level: 1, name: 'Bot 00001' }).waitFor()
  await watched(page, 'reset')
  const stormBegin = Date.now()
  for (let turn = 1; turn <= Math.ceil(STORM / size); turn++) {
    await crowd.storm({ turn, count: Math.min(size, STORM - (turn - 1) * size) })
  }
  crowd.say(1, '<status>That was the storm</status>')
  await page
    .getByRole('group', { name: 'Presence of Bot 00001' })
    .getByText('That was the storm')
    .waitFor({ timeout: 90_000 })
  const storm = Date.now() - stormBegin
  const during = await watched(page, 'read')

  // One dead server: everybody's last presence again, annotated (XEP-0310).
  await watched(page, 'reset')
  const staleBegin = Date.now()
  const lost = Math.min(size, 1_000)
  for (let index = 0; index < lost; index++) crowd.say(index, ANNOTATED)
  const last = page.getByRole('group', { name: 'Presence of Bot 00001' })
  await last.and(page.locator('[data-stale]')).waitFor({ timeout: 60_000 })
  await page.locator('[role=treeitem][data-stale]').first().waitFor()
  const stale = Date.now() - staleBegin
  const duringStale = await watched(page, 'read')
  const rest = await restOf(page)

  await page.close()
  await crowd.stop()
  await site.stop()
  await server.discard()
  return {
    contacts: size,
    'roster ms': roster,
    'all presence ms': all,
    'longest task ms': Math.round(signIn.task),
    nodes,
    'heap MB': heap,
    'storm ms': storm,
    'storm longest task ms': Math.round(during.task),
    'storm longest gap ms': Math.round(during.gap),
    '1,000 stale ms': stale,
    'stale longest task ms': Math.round(duringStale.task),
    'at rest, ms of work a s': rest,
  }
}

const ANNOTATED =
  "<state-annotation xmlns='urn:xmpp:psa' from='bots.test'><server-unavailable/></state-annotation>"
const REST = 10

/** What the page does when nothing happens, counted by the browser itself. @param {import('@playwright/test').Page} page */
async function restOf(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const work = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
  }
  await new Promise(resolve => setTimeout(resolve, 5_000))
  const before = await work()
  await new Promise(resolve => setTimeout(resolve, REST * 1_000))
  return Math.round(((await work()) - before) * (1_000 / REST))
}

/** As the crowd's presences are made: chat, dnd or no show, and not idle for a minute or more. @param {number} index */
function isHere(index) {
  const show = index % 7
  if (show === 3 || show === 4) return false
  return !(index % 3 === 0 && index % 180 >= 1)
}

/** @param {import('@playwright/test').Page} page */
async function heapOf(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return Math.round(usedSize / 1e5) / 10
}

await buildSite()
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic'],
})
const rows = []
for (const size of sizes.length > 0 ? sizes : [50, 2_000, 10_000]) rows.push(await measure(browser, size))
await browser.close()
console.table(rows)
