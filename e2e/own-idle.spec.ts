import type { Page } from '@playwright/test'
import { type Account, type Actors, expect, test } from './support/actors.ts'
import { account, connection, contacts } from './support/pages.ts'
import type { RawClient } from './support/raw-client.mjs'
import { dumpStorage } from './support/storage.ts'
import { tapWire } from './support/tap.ts'

const MINUTE = 60_000
const CLIENT = 'jabber:client'
const IDLE = 'urn:xmpp:idle:1'

test('Romeo leaves his desk: idle, away, and back as he was', async ({ page, actors, romeo, juliet }) => {
  const { client } = await scene(page, actors, romeo, juliet)
  await choose(page, 'Free to chat', 'On the balcony')
  await presenceOf(romeo, client, 'chat “On the balcony”')

  const left = await touch(page)
  await page.clock.fastForward(5 * MINUTE - 5_000)
  await settled(client, page)
  expect(heard(client, romeo).at(-1)).toBe('chat “On the balcony”')
  await page.clock.fastForward(6_000)
  await presenceOf(romeo, client, 'chat “On the balcony” idle')
  const since = sinceOf(client, romeo)
  expect(since).toMatch(/Z$/)
  expect(Math.abs(Date.parse(since) - left)).toBeLessThan(3_000)

  await page.clock.fastForward(10 * MINUTE)
  await presenceOf(romeo, client, 'away “On the balcony” idle')
  expect(sinceOf(client, romeo)).toBe(since)
  await page.clock.fastForward(3 * MINUTE)
  await settled(client, page)
  await page.keyboard.press('Shift')
  await presenceOf(romeo, client, 'chat “On the balcony”')
  await touch(page)
  await settled(client, page)
  // Each once.
  expect(heard(client, romeo).slice(-4)).toEqual([
    'chat “On the balcony”',
    'chat “On the balcony” idle',
    'away “On the balcony” idle',
    'chat “On the balcony”',
  ])
})

test('Do not disturb and a chosen away stay what they are', async ({ page, actors, romeo, juliet }) => {
  const { client } = await scene(page, actors, romeo, juliet)
  for (const [name, show] of [
    ['Do not disturb', 'dnd'],
    ['Away for long', 'xa'],
  ] as const) {
    await choose(page, name)
    await presenceOf(romeo, client, show)
    await page.clock.fastForward(60 * MINUTE)
    await presenceOf(romeo, client, `${show} idle`)
    await touch(page)
    await presenceOf(romeo, client, show)
  }
  expect(heard(client, romeo).join()).not.toContain('away')
})

test('Eight hours of sleep: a fresh stream begins with since when he is gone', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  const line = await forgetfulLine(page)
  const { client } = await scene(page, actors, romeo, juliet)
  await presenceOf(romeo, client, 'available')
  const left = await touch(page)
  const mark = client.mark()
  const before = line.sent.length
  await line.cut()
  await expect(connection(page).status).toHaveAttribute('data-connection', 'offline')
  await page.clock.fastForward(8 * 60 * MINUTE)
  line.mend()
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expect(connection(page).status).toHaveAttribute('data-connection', 'online')
  await client.waitFor(isPresence(romeo, 'away idle'), { after: mark })
  expect(Math.abs(Date.parse(sinceOf(client, romeo)) - left)).toBeLessThan(3_000)
  // One presence on a stream that asked for everything anew.
  const afterwards = line.sent.slice(before)
  expect(afterwards.filter(frame => frame.includes('jabber:iq:roster'))).toHaveLength(1)
  expect(afterwards.filter(frame => frame.startsWith('<presence'))).toHaveLength(1)
})

test('Not shared: nothing of it leaves, by no way, and a reload keeps it so', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  const { client } = await scene(page, actors, romeo, juliet)
  await presenceOf(romeo, client, 'available')
  const { from } = (await client.waitFor(isPresence(romeo, 'available'))).attrs
  const last = () => client.request('get', "<query xmlns='jabber:iq:last'/>", from)
  expect(String(await last())).toContain('seconds=')

  let panel = await openPanel(page)
  await expect(panel.preview).toContainText('Away 20 min')
  await panel.switch('Share my idle time').click()
  await expect(panel.preview).toContainText('Available')
  await expect(panel.list('Count me as idle after')).toBeDisabled()
  await page.keyboard.press('Escape')
  expect(String(await last())).toMatch(/type=["']error["'].*<service-unavailable/)

  await page.reload()
  const wire = tapWire(page)
  await expect(connection(page).status).toHaveAttribute('data-connection', 'online')
  await page.clock.fastForward(2 * 60 * MINUTE)
  await page.clock.fastForward(2 * MINUTE)
  await settled(client, page)
  expect(wire.sent().join('\n')).not.toMatch(/<idle|<show/)
  expect(heard(client, romeo).join()).not.toMatch(/idle|away/)

  panel = await openPanel(page)
  await expect(panel.switch('Share my idle time')).not.toBeChecked()
  await panel.switch('Share my idle time').click()
  await page.keyboard.press('Escape')
  await page.clock.fastForward(6 * MINUTE)
  await presenceOf(romeo, client, 'available idle')
  // Taken back at once, from another tab too.
  const tab = await page.context().newPage()
  await tab.goto(actors.stage.site)
  await expect(contacts(tab).row('Juliet')).toBeVisible()
  const other = await openPanel(tab)
  await other.switch('Share my idle time').click()
  await presenceOf(romeo, client, 'available')
  await page.clock.fastForward(60 * MINUTE)
  await settled(client, page)
  expect(heard(client, romeo).at(-1)).toBe('available')
})

test('His own minutes, and a last activity that is his own', async ({ page, actors, romeo, juliet }) => {
  const { client } = await scene(page, actors, romeo, juliet)
  const { from } = (await client.waitFor(isPresence(romeo, 'available'))).attrs
  const panel = await openPanel(page)
  await panel.list('Count me as idle after').selectOption('1 minute')
  await panel.list('Set me to Away after').selectOption('Never')
  await expect(panel.preview).toContainText('Idle 20 min')
  await panel.switch('Share when I was last here').click()
  await page.clock.fastForward(61_000)
  await presenceOf(romeo, client, 'available idle')
  await page.clock.fastForward(3 * 60 * MINUTE)
  await settled(client, page)
  expect(heard(client, romeo).at(-1)).toBe('available idle')
  expect(String(await client.request('get', "<query xmlns='jabber:iq:last'/>", from))).toContain(
    'service-unavailable',
  )
  expect(await dumpStorage(page)).toContain('"idleAfterMinutes":1')
})

test('A second tab that he works in keeps the first from being idle', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  const { client } = await scene(page, actors, romeo, juliet)
  const tab = await page.context().newPage()
  const watching = tab.waitForResponse(/\/idle-[^/]*\.js$/)
  await tab.goto(actors.stage.site)
  await expect(contacts(tab).row('Juliet')).toBeVisible()
  await expect(connection(tab).status).toHaveAttribute('data-connection', 'online')
  await watching
  const heard = await listenToTabs(page, romeo)
  const mark = client.mark()
  for (let round = 0; round < 5; round++) {
    const before = await heard()
    await expect(async () => {
      await touch(tab)
      expect(await heard()).toBeGreaterThan(before)
    }).toPass()
    if (round < 4) await page.clock.fastForward(4 * MINUTE)
  }
  await settled(client, page)
  expect(client.received.slice(mark).filter(({ xml }) => xml.includes('<idle'))).toEqual([])
  const left = await touch(tab)
  await page.clock.fastForward(6 * MINUTE)
  const idle = () => client.received.slice(mark).filter(({ xml }) => xml.includes('<idle'))
  await expect.poll(() => new Set(idle().map(({ element }) => element.attrs['from'])).size).toBe(2)
  for (const { element } of idle()) {
    const since = element.getChild('idle', IDLE)?.attrs['since'] ?? ''
    expect(Math.abs(Date.parse(since) - left)).toBeLessThan(3_000)
  }
})

test('Invisible until he chooses: on a new visit nobody hears of him', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  const { client } = await scene(page, actors, romeo, juliet)
  await presenceOf(romeo, client, 'available')
  const panel = await openPanel(page)
  await page.getByRole('radio', { name: 'Stay invisible until I choose' }).click()
  await expect(panel.preview).toContainText('Away 20 min')
  await page.goto('about:blank')
  await page.clock.fastForward(20 * MINUTE)
  const wire = tapWire(page)
  await page.goto(actors.stage.site)
  const { status } = account(page)
  await expect(connection(page).status).toHaveAttribute('data-connection', 'online')
  await expect(status).toHaveAccessibleName('Your status: Offline')
  await client.waitFor(
    element => element.is('presence') && isFrom(romeo, element) && element.attrs['type'] === 'unavailable',
  )
  // Whom nobody tells anything knows nothing: that is not "offline".
  client.sendPresence({ status: 'Unheard' })
  await page.clock.fastForward(30 * MINUTE)
  await settled(client, page)
  await expect(contacts(page).row('Juliet')).not.toHaveAttribute('data-presence', 'offline')
  expect(wire.sent().filter(frame => /^<presence(?!.*unavailable)/.test(frame))).toEqual([])
  const mark = client.mark()
  await choose(page, 'Away')
  await client.waitFor(isPresence(romeo, 'away'), { after: mark })
  await expect(contacts(page).row('Juliet')).toHaveAccessibleDescription('Available, Unheard')
})

test('A visit begins as Available, or as the last one ended', async ({ page, actors, romeo, juliet }) => {
  const { client } = await scene(page, actors, romeo, juliet)
  await choose(page, 'Do not disturb', 'Deep work')
  await presenceOf(romeo, client, 'dnd “Deep work”')
  const { status } = account(page)
  const visit = async () => {
    await page.goto('about:blank')
    await page.clock.fastForward(20 * MINUTE)
    await page.goto(actors.stage.site)
    await expect(connection(page).status).toHaveAttribute('data-connection', 'online')
  }
  await openPanel(page)
  await page.getByRole('radio', { name: 'Keep my last status' }).click()
  await expect.poll(() => dumpStorage(page)).toContain('"atSignIn":"last"')
  await visit()
  await expect(status).toHaveAccessibleName('Your status: Do not disturb')
  await openPanel(page)
  await page.getByRole('radio', { name: 'Show me as Available' }).click()
  await expect.poll(() => dumpStorage(page)).toContain('"atSignIn":"available"')
  await visit()
  await expect(status).toHaveAccessibleName('Your status: Available')
  await presenceOf(romeo, client, 'available')
})

test('Strangers may not ask: they are neither shown nor answered', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  await scene(page, actors, romeo, juliet)
  const tybalt = await actors.account('Tybalt')
  const stranger = await actors.connect(tybalt)
  const panel = await openPanel(page)
  await panel.switch('Let new contacts ask to see my presence').click()
  await page.keyboard.press('Escape')
  const wire = tapWire(page)
  stranger.sendPresence({ to: romeo.jid, type: 'subscribe' })
  await stranger.request('get', "<ping xmlns='urn:xmpp:ping'/>")
  const { requests } = contacts(page)
  await page.reload()
  await expect(connection(page).status).toHaveAttribute('data-connection', 'online')
  await page.clock.runFor(2_000)
  await expect(requests).toHaveCount(0)
  expect(wire.sent().join()).not.toContain(tybalt.jid)
  expect(stranger.received.filter(({ element }) => isFrom(romeo, element))).toEqual([])

  const again = await openPanel(page)
  await again.switch('Let new contacts ask to see my presence').click()
  await page.keyboard.press('Escape')
  await expect(requests.locator(`[data-jid="${tybalt.jid}"]`)).toBeVisible()
})

test('With the browser’s permission, asked by a click, the whole device counts', async ({
  page,
  actors,
  romeo,
  juliet,
}) => {
  await page.addInitScript(() => {
    class Detector extends EventTarget {
      static asked = 0
      static answer = 'denied'
      static current: Detector | undefined
      static async requestPermission() {
        Detector.asked++
        return Detector.answer
      }
      userState = 'active'
      screenState = 'unlocked'
      async start() {
        Detector.current = this
      }
      change(userState: string) {
        this.userState = userState
        this.dispatchEvent(new Event('change'))
      }
    }
    Object.assign(globalThis, { IdleDetector: Detector })
  })
  const { client } = await scene(page, actors, romeo, juliet)
  const run = <T>(code: string) => page.evaluate<T>(code)
  const panel = await openPanel(page)
  expect(await run('IdleDetector.asked')).toBe(0)
  const device = panel.switch('Count what I do in other apps')
  await device.click()
  await expect(page.getByRole('alert').filter({ hasText: 'doesn’t allow' })).toBeVisible()
  await expect(device).not.toBeChecked()
  await run('IdleDetector.answer = "granted"')
  await device.click()
  await expect(device).toBeChecked()
  await touch(page)
  for (let round = 0; round < 6; round++) {
    await page.clock.fastForward(2 * MINUTE)
    await settled(client, page)
  }
  expect(heard(client, romeo).join()).not.toContain('idle')
  const left = (await run<number>('Date.now()')) - MINUTE
  await run('IdleDetector.current.change("idle")')
  await page.clock.fastForward(5 * MINUTE)
  await presenceOf(romeo, client, 'available idle')
  expect(Math.abs(Date.parse(sinceOf(client, romeo)) - left)).toBeLessThan(3_000)
  await run('IdleDetector.current.change("active")')
  await presenceOf(romeo, client, 'available')
})

/** Romeo signed in, his clock in our hands, his idleness watched; Juliet connected. */
async function scene(page: Page, actors: Actors, romeo: Account, juliet: Account) {
  await page.clock.install()
  const client = await actors.connect(juliet)
  client.sendPresence()
  const watched = page.waitForResponse(/\/idle-[^/]*\.js$/)
  await actors.signIn(page, romeo)
  await watched
  await expect(contacts(page).row('Juliet')).toHaveAttribute('data-presence', 'available')
  return { client }
}

/** A line that can be cut, to a server that has forgotten every stream by then. */
async function forgetfulLine(page: Page) {
  const sent: string[] = []
  let isDown = false
  let cut = async () => {}
  await page.routeWebSocket(/.*/, socket => {
    if (isDown) return void socket.close()
    const server = socket.connectToServer()
    cut = () => socket.close()
    socket.onMessage(frame => {
      sent.push(String(frame))
      if (String(frame).startsWith('<resume ')) socket.send(FORGOTTEN)
      else server.send(frame)
    })
  })
  return {
    sent,
    cut: () => {
      isDown = true
      return cut()
    },
    mend: () => {
      isDown = false
    },
  }
}

const FORGOTTEN =
  "<failed xmlns='urn:xmpp:sm:3'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>"

/** A real input; answers when, by the page's clock. */
async function touch(page: Page): Promise<number> {
  // Inputs count by the second.
  await page.clock.runFor(1_100)
  const x = 600 + Math.random() * 200
  await page.mouse.move(x, 500)
  return page.evaluate(() => Date.now())
}

/** How often this page has heard from other tabs: what one says, the other hears a moment later. */
async function listenToTabs(page: Page, { jid }: Account): Promise<() => Promise<number>> {
  const channel = await page.evaluateHandle(name => {
    const counted = Object.assign(new BroadcastChannel(name), { heard: 0 })
    counted.onmessage = () => counted.heard++
    return counted
  }, `whereabouts:${jid}`)
  return () => channel.evaluate(({ heard }) => heard)
}

async function choose(page: Page, availability: string, message?: string) {
  const { status, availability: radio, statusMessage, dialog } = account(page)
  await status.click()
  await radio(availability).click()
  if (message !== undefined) await statusMessage.fill(message)
  await statusMessage.press('Enter')
  await expect(dialog).toHaveCount(0)
}

async function openPanel(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await account(page).settings.click()
  await dialog.getByRole('tab', { name: /^Presence/ }).click()
  return {
    preview: dialog.getByRole('region', { name: /^What contacts see/ }),
    switch: (name: string) => dialog.getByRole('switch', { name, exact: true }),
    list: (name: string) => dialog.getByRole('combobox', { name, exact: true }),
  }
}

type Stanza = Parameters<Parameters<RawClient['on']>[0]>[0]

const isFrom = (who: Account, element: Stanza) => (element.attrs['from'] ?? '').startsWith(`${who.jid}`)

/** `away “On the balcony” idle`. */
function inShort(presence: Stanza): string {
  const status = presence.getChildText('status', CLIENT)
  return [
    presence.getChildText('show', CLIENT) ?? 'available',
    status && `“${status}”`,
    presence.getChild('idle', IDLE) && 'idle',
  ]
    .filter(Boolean)
    .join(' ')
}

const isAvailable = (who: Account, element: Stanza) =>
  element.is('presence') && isFrom(who, element) && element.attrs['type'] === undefined

const isPresence = (who: Account, short: string) => (element: Stanza) =>
  isAvailable(who, element) && inShort(element) === short

const presences = (client: RawClient, who: Account) =>
  client.received.map(({ element }) => element).filter(element => isAvailable(who, element))

const heard = (client: RawClient, who: Account) => presences(client, who).map(inShort)

const sinceOf = (client: RawClient, who: Account) =>
  presences(client, who).at(-1)?.getChild('idle', IDLE)?.attrs['since'] ?? ''

/** Waits until this is the last that was heard of him. */
async function presenceOf(who: Account, client: RawClient, short: string) {
  await expect.poll(() => heard(client, who).at(-1)).toBe(short)
}

/** What the page has sent by now has arrived: what is not here by then was not sent. */
async function settled(client: RawClient, page: Page) {
  await page.evaluate(() => new Promise(resolve => requestAnimationFrame(resolve)))
  await page.waitForTimeout(300)
  await client.request('get', "<ping xmlns='urn:xmpp:ping'/>")
}
