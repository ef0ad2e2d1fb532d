import type { Page } from '@playwright/test'
import { freePorts } from './server/ports.mjs'
import { type Prosody, startProsody } from './server/prosody.mjs'
import { type Account, Actors, expect, test } from './support/actors.ts'
import { contacts, conversation, details } from './support/pages.ts'
import { keepSession, resumeSession } from './support/raw-stream-management.mjs'
import { signsIn } from './support/scenes.mjs'
import { startScriptedServer } from './support/scripted-server.mjs'
import { readStage, stageHosts } from './support/stage.ts'
import { tag } from './support/xml.mjs'

/** XEP-0310, and what we find out without it: what is not sure any more says so everywhere, and says why. */

const CLIENT = 'jabber:client'
const PSA = 'urn:xmpp:psa'

test.describe('On a server that annotates', () => {
  let server: Prosody
  let actors: Actors
  let romeo: Account
  let juliet: Account

  test.beforeAll(async () => {
    const [port = 0] = await freePorts(1)
    const [home, old] = stageHosts
    server = await startProsody({
      name: `stale-${process.pid}`,
      // On the old one nobody is waited for long.
      hosts: [home ?? '', { ...old, name: old?.name ?? '', extra: 'smacks_hibernation_time = 5' }],
      modules: ['presence_state_annotations'],
      extraConfig: 'psa_pause_delay = 0',
      // No peers: every other server is unreachable.
      federation: { port, peers: {} },
    })
    actors = new Actors({ ...readStage(), server: server.url, dataPath: server.dataPath })
  })
  test.beforeEach(async () => {
    juliet = await actors.account('Juliet')
    romeo = await actors.account('Romeo')
    await actors.befriend(romeo, juliet)
  })
  test.afterAll(async () => {
    await actors.leave()
    await server.discard()
  })
  const signIn = (page: Page) => actors.signIn(page, romeo, { serverUrl: server.url })

  test('a contact whose connection pauses is last known, and comes back as she was', async ({ page }) => {
    const client = await actors.connect(juliet, 'balcony')
    await keepSession(client)
    const idleSince = new Date(Math.floor(Date.now() / 1000 - 12 * 60) * 1000)
    client.sendPresence({ idleSince })
    await signIn(page)
    const { row, open, filter } = contacts(page)
    const { presence, stale, reach, log, message, send, details: openDetails } = conversation(page, 'Juliet')
    await expect(row('Juliet')).toHaveAccessibleDescription('Idle 12 min')
    await open('Juliet')
    await send('Are you there?')
    await expect(message('Are you there?')).toHaveAttribute('data-delivery', 'sent')
    await openDetails.click()
    const idle = await row('Juliet').getAttribute('data-idle-since')

    client.drop()
    for (const shown of [row('Juliet'), presence, details(page).devices]) {
      await expect(shown).toHaveAttribute('data-stale', 'connection-paused')
      await expect(shown).toHaveAttribute('data-stale-since', /^\d{4}-\d\d-\d\dT/)
      await expect(shown).toHaveAttribute('data-last-known', /^\d{4}-\d\d-\d\dT/)
      await expect(shown).toHaveAttribute('data-presence', 'available')
      await expect(shown).not.toHaveAttribute('data-idle-since')
    }
    await expect(row('Juliet')).toHaveAccessibleDescription(
      /^Last known: available, \d\d:\d\d, connection paused since \d\d:\d\d$/,
    )
    await expect(row('Juliet')).toContainText('Paused')
    await expect(filter('Here now')).toHaveAccessibleName('Here now, 0')
    await expect(filter('Idle or away')).toHaveAccessibleName('Idle or away, 0')
    await expect(presence).toContainText(/Last known: available, \d\d:\d\d · connection paused/)
    await expect(stale).toContainText(
      /Juliet’s connection is paused since \d\d:\d\d\. Messages arrive when it/,
    )
    await expect(stale).toContainText('test.example says: The connection of this device is interrupted.')
    await expect(stale).toHaveAttribute('data-stale', 'connection-paused')
    await expect(reach).toHaveAttribute('data-reach', 'stale')
    await expect(reach).toContainText('Juliet’s connection is paused. Delivered when it resumes')
    await expect(log.locator('[data-note=presence]')).toHaveText(/^Juliet’s connection paused, \d\d:\d\d$/)
    await expect(page.getByRole('status', { name: 'Notices' })).toBeEmpty()
    await stale.getByRole('button', { name: 'Check again' }).click()
    await expect(stale).toContainText('test.example is your own server')

    await resumeSession(client, { url: server.url, password: juliet.password })
    await expect(row('Juliet')).not.toHaveAttribute('data-stale')
    await expect(row('Juliet')).toHaveAttribute('data-idle-since', idle ?? '')
    await expect(row('Juliet')).toHaveAccessibleDescription(/^Idle 1[23] min$/)
    await expect(details(page).devices).not.toHaveAttribute('data-stale')
    await expect(stale).toHaveCount(0)
    await expect(reach).toHaveAttribute('data-reach', 'idle')
    await expect(log.locator('[data-note=presence]')).toHaveCount(1)
  })

  test('who does not come back is offline, and one live device is enough to be there', async ({ page }) => {
    const mercutio = await actors.account('Mercutio', 'old.example')
    await actors.befriend(romeo, mercutio)
    const phone = await actors.connect(mercutio, 'phone')
    await keepSession(phone)
    phone.sendPresence({ show: 'chat' })
    const desk = await actors.connect(mercutio, 'desk')
    desk.sendPresence({ show: 'xa' })
    await signIn(page)
    const row = contacts(page).row('Mercutio')
    await contacts(page).open('Mercutio')
    await conversation(page, 'Mercutio').details.click()
    await expect(row).toHaveAttribute('data-presence', 'chat')

    phone.drop()
    await expect(row).toHaveAttribute('data-presence', 'xa')
    await expect(row).not.toHaveAttribute('data-stale')
    await expect(details(page).panel.locator('[data-resource=phone]')).toHaveAttribute(
      'data-stale',
      'connection-paused',
    )
    await desk.close()
    await expect(row).toHaveAttribute('data-stale', 'connection-paused')
    await expect(row).toHaveAttribute('data-presence', 'chat')
    await expect(row).toHaveAttribute('data-presence', 'offline', { timeout: 12_000 })
    await expect(row).not.toHaveAttribute('data-stale')
    await expect(row).toHaveAccessibleDescription(/^Offline, last seen \d\d:\d\d$/)
  })

  test('a message that bounces tells that a server cannot be reached', async ({ page }) => {
    await actors.roster(romeo, [
      { jid: 'nobody@down.example', name: 'Nobody' },
      { jid: juliet.jid, name: 'Juliet' },
    ])
    await signIn(page)
    const { row, open } = contacts(page)
    const { send, message, stale, reach, presence } = conversation(page, 'Nobody')
    await open('Nobody')
    await send('Is anybody there?')
    await expect(message('Is anybody there?')).toHaveAttribute('data-error', 'remote-server-not-found')
    for (const shown of [row('Nobody'), presence, stale])
      await expect(shown).toHaveAttribute('data-stale', 'server-unavailable')
    await expect(row('Nobody')).toHaveAccessibleDescription(/^Not known: server unreachable since \d\d:\d\d$/)
    await expect(row('Nobody')).toContainText('Unreachable')
    await expect(row('Nobody')).not.toHaveAttribute('data-presence')
    await expect(row('Juliet')).not.toHaveAttribute('data-stale')
    await expect(stale).toContainText(
      /^down\.example can’t be reached since \d\d:\d\d\. Whether Nobody is there/,
    )
    await expect(stale).toContainText('Found out here: no answer came back.')
    await expect(reach).toContainText('Nobody can’t be reached right now. Messages may fail')
    await stale.getByRole('button', { name: 'Check again' }).click()
    await expect(stale).toContainText('Asked less than a minute ago.')
  })

  test('since when somebody is offline is asked', async ({ page }) => {
    const client = await actors.connect(juliet)
    client.sendPresence()
    await client.waitFor(({ name, attrs }) => name === 'presence' && attrs['from'] === client.jid)
    await client.close()
    await signIn(page)
    const { row } = contacts(page)
    await expect(row('Juliet')).toHaveAttribute('data-last-seen', /^\d{4}-\d\d-\d\dT/)
    await expect(row('Juliet')).toHaveAccessibleDescription(/^Offline, last seen \d\d:\d\d$/)
  })
})

test.describe('On a server that says anything', () => {
  const romeo = { host: 'test.example', user: 'romeo', password: 'secret' }
  const who = { jid: 'romeo@test.example', password: 'secret', name: 'Romeo' }
  const juliet = 'juliet@capulet.example/balcony'
  let server: Awaited<ReturnType<typeof startScriptedServer>>

  test.beforeEach(async ({ page, actors }) => {
    const item = (jid: string, name: string) => tag('item', { jid, name, subscription: 'both' })
    const roster = item('juliet@capulet.example', 'Juliet') + item('nurse@test.example', 'Nurse')
    server = await startScriptedServer(signsIn(romeo, { roster }))
    await page.clock.install()
    await actors.signIn(page, who, { serverUrl: server.url })
  })
  test.afterEach(() => server.stop())

  const hear = (xml: string) => server.peers[0]?.send(xml)
  const presence = (content = '', from = juliet) => hear(tag('presence', { xmlns: CLIENT, from }, content))
  const annotation = (from: string, content = '') => tag('state-annotation', { xmlns: PSA, from }, content)
  const asked = (pattern: RegExp) => server.peers[0]?.received.filter(({ xml }) => pattern.test(xml)).length

  test('only her server and ours are believed, and only who annotated lifts it', async ({ page }) => {
    const row = contacts(page).row('Juliet')
    presence()
    await expect(row).toHaveAttribute('data-presence', 'available')
    presence(`${annotation('elsewhere.example', '<server-unavailable/>')}<show>dnd</show>`)
    await expect(row).toHaveAttribute('data-presence', 'dnd')
    await expect(row).not.toHaveAttribute('data-stale')
    presence(annotation('capulet.example', '<connection-paused/>'))
    await expect(row).toHaveAttribute('data-stale', 'connection-paused')
    // Both at once: the graver one.
    presence(annotation('capulet.example', '<connection-paused/><server-unavailable/>'))
    await expect(row).toHaveAttribute('data-stale', 'server-unavailable')
    await expect(row).toHaveAttribute('data-presence', 'dnd')
    presence(annotation('test.example'))
    // Something that is seen after it.
    presence('', 'nurse@test.example/x')
    await expect(contacts(page).row('Nurse')).toHaveAttribute('data-presence', 'available')
    await expect(row).toHaveAttribute('data-stale', 'server-unavailable')
    presence(annotation('capulet.example', '<of-the-future xmlns="urn:x"/>'))
    await expect(row).toHaveAttribute('data-stale', 'other')
    await expect(row).toContainText('Last known')
    await expect(row).toHaveAccessibleDescription(
      /^Last known: do not disturb, \d\d:\d\d, not confirmed since/,
    )
    presence(annotation('capulet.example'))
    await expect(row).not.toHaveAttribute('data-stale')
    await expect(row).toHaveAccessibleDescription('Do not disturb')
  })

  test('a description is short, attributed and never a link; of strangers nothing is made', async ({
    page,
  }) => {
    const { row, rows, open } = contacts(page)
    const { stale, heading, textbox } = conversation(page, 'Juliet')
    const words = `https://evil.example/ &lt;b&gt;${'very '.repeat(20_000)}`
    const note = annotation('capulet.example', `<server-unavailable/>${tag('description', {}, words)}`)
    presence(note, 'tybalt@capulet.example/hall')
    presence(annotation('capulet.example'), 'juliet@capulet.example/never-seen')
    presence('', 'nurse@test.example/x')
    await expect(row('Nurse')).toHaveAttribute('data-presence', 'available')
    await expect(rows).toHaveCount(2)
    presence()
    presence(note)
    await open('Juliet')
    await expect(stale).toContainText('capulet.example says: https://evil.example/ <b>very very')
    await expect(stale.getByRole('link')).toHaveCount(0)
    // Where it would take the most room.
    await page.setViewportSize({ width: 390, height: 844 })
    const { height } = (await stale.boundingBox()) ?? { height: 0 }
    expect(height).toBeLessThan(140)
    await expect(heading).toBeInViewport()
    await expect(textbox).toBeInViewport()
  })

  test('a server is asked once a minute, and its answer lifts what we found out', async ({ page }) => {
    const { row, open } = contacts(page)
    const { stale, presence: header } = conversation(page, 'Juliet')
    const pings = () => asked(/to=["']capulet\.example["'].*urn:xmpp:ping/)
    presence()
    await open('Juliet')
    await expect.poll(pings).toBe(1)
    const bounce = `<error type='cancel'><remote-server-timeout xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>`
    hear(tag('message', { xmlns: CLIENT, type: 'error', from: 'juliet@capulet.example', id: 'x' }, bounce))
    await expect(row('Juliet')).toHaveAttribute('data-stale', 'server-unavailable')
    await expect(header).toContainText('· server unreachable')
    await expect(stale).toContainText('Found out here')
    const check = stale.getByRole('button', { name: 'Check again' })
    await check.click()
    await expect(stale).toContainText('Asked less than a minute ago.')
    expect(pings()).toBe(1)
    await page.clock.fastForward(61_000)
    await check.click()
    await expect(row('Juliet')).not.toHaveAttribute('data-stale')
    await expect(stale).toHaveCount(0)
    expect(pings()).toBe(2)
  })

  test('of whom somebody looks at, since when is asked once', async ({ page }) => {
    const questions = () => asked(/to=["']nurse@test\.example["'].*jabber:iq:last/)
    const { row, open } = contacts(page)
    presence()
    presence('', 'romeo@test.example/x')
    await expect(row('Nurse')).toHaveAttribute('data-presence', 'offline')
    await page.clock.fastForward(2_000)
    await expect.poll(questions).toBe(1)
    await open('Nurse')
    await conversation(page, 'Nurse').details.click()
    await page.clock.fastForward(2_000)
    await open('Juliet')
    await page.clock.fastForward(2_000)
    expect(questions()).toBe(1)
    expect(asked(/to=["']juliet@capulet\.example["'].*jabber:iq:last/)).toBe(0)
  })
})
