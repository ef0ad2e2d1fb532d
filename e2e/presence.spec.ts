import { type Account, expect, test } from './support/actors.ts'
import { account, contacts, conversation, details } from './support/pages.ts'
import type { RawClient } from './support/raw-client.mjs'
import { signsIn } from './support/scenes.mjs'
import { startScriptedServer } from './support/scripted-server.mjs'
import { tag } from './support/xml.mjs'

const CLIENT = 'jabber:client'

test('Every state that Juliet can be in, and her words', async ({ page, actors, romeo, juliet }) => {
  const client = await actors.connect(juliet)
  await actors.signIn(page, romeo)
  const row = contacts(page).row('Juliet')
  await expect(row).toHaveAttribute('data-presence', 'offline')
  await expect(row).toHaveAccessibleDescription('Offline')

  for (const [show, presence, words] of [
    [undefined, 'available', 'Available'],
    ['chat', 'chat', 'Free to chat'],
    ['dnd', 'dnd', 'Do not disturb'],
    ['away', 'away', /^Away/],
    ['xa', 'xa', /^Away for long/],
  ] as const) {
    client.sendPresence(show ? { show } : {})
    await expect(row).toHaveAttribute('data-presence', presence)
    await expect(row).toHaveAccessibleDescription(words)
  }
  client.sendPresence({ show: 'dnd', status: 'Deep work until 16:00' })
  await expect(row).toHaveAccessibleDescription('Do not disturb, Deep work until 16:00')
  client.sendPresence({ status: '<b>Dancing</b> \u202Egnicnad' })
  await expect(row).toContainText('<b>Dancing</b>')

  await contacts(page).open('Juliet')
  const { presence, reach } = conversation(page, 'Juliet')
  await expect(presence).toHaveAttribute('data-presence', 'available')
  await expect(reach).toHaveAttribute('data-reach', 'here')
  await client.close()
  await expect(row).toHaveAttribute('data-presence', 'offline')
  await expect(row).toHaveAccessibleDescription(/^Offline, last seen \d\d:\d\d$/)
  await expect(reach).toHaveAttribute('data-reach', 'offline')
})

test('Of several devices the most reachable one speaks for her', async ({ page, actors, romeo, juliet }) => {
  const desk = await actors.connect(juliet, 'desk')
  const phone = await actors.connect(juliet, 'phone')
  const tablet = await actors.connect(juliet, 'tablet')
  await actors.signIn(page, romeo)
  const row = contacts(page).row('Juliet')
  const { devices, panel } = details(page)
  await contacts(page).open('Juliet')
  await conversation(page, 'Juliet').details.click()
  await expect(panel.getByText('No devices online')).toBeVisible()

  // From the least to the most reachable; who comes later wins, and the earlier ones stay in the details.
  desk.sendPresence({ show: 'dnd', priority: 50 })
  await expect(row).toHaveAttribute('data-presence', 'dnd')
  phone.sendPresence({ show: 'xa', priority: -1 })
  await expect(row).toHaveAttribute('data-presence', 'xa')
  tablet.sendPresence({ show: 'away' })
  await expect(row).toHaveAttribute('data-presence', 'away')
  phone.sendPresence({ idleSince: ago(40) })
  await expect(row).toHaveAccessibleDescription('Idle 40 min')
  tablet.sendPresence({ idleSince: ago(12) })
  await expect(row).toHaveAccessibleDescription('Idle 12 min')
  phone.sendPresence()
  await expect(row).toHaveAccessibleDescription('Available')
  tablet.sendPresence({ show: 'chat' })
  await expect(row).toHaveAttribute('data-presence', 'chat')

  await expect(devices).toHaveCount(3)
  const device = (resource: string) => panel.locator(`[data-resource="${resource}"]`)
  await expect(device('desk')).toHaveAttribute('data-presence', 'dnd')
  await expect(device('desk')).toHaveAttribute('data-priority', '50')
  await expect(device('phone')).toHaveAttribute('data-presence', 'available')
  await expect(device('tablet')).toHaveAttribute('data-presence', 'chat')

  await tablet.close()
  await expect(devices).toHaveCount(2)
  await expect(row).toHaveAttribute('data-presence', 'available')
  phone.drop()
  await desk.close()
  await expect(device('desk')).toHaveCount(0)
  await expect(row).toHaveAttribute('data-presence', 'offline', { timeout: 10_000 })
  await expect(devices).toHaveCount(0)
})

test('Not told is not offline', async ({ page, actors }) => {
  const romeo = { host: 'test.example', user: 'romeo', password: 'secret' }
  const server = await startScriptedServer(
    signsIn(romeo, {
      roster: [
        tag('item', { jid: 'juliet@capulet.example', name: 'Juliet', subscription: 'both' }),
        tag('item', { jid: 'nurse@test.example', name: 'Nurse', subscription: 'both' }),
        tag('item', { jid: 'paris@test.example', name: 'Paris', subscription: 'none', ask: 'subscribe' }),
        tag('item', { jid: 'tybalt@test.example', name: 'Tybalt', subscription: 'from' }),
      ].join(''),
    }),
  )
  const who = { jid: 'romeo@test.example', password: 'secret', name: 'Romeo' }
  await actors.signIn(page, who, { serverUrl: server.url })
  const { row } = contacts(page)
  // Her server has not said a word; his own has, and did not mention the Nurse.
  await expect(row('Nurse')).toHaveAttribute('data-presence', 'offline')
  await expect(row('Juliet')).toHaveAccessibleDescription('Not known yet')
  await expect(row('Juliet')).not.toHaveAttribute('data-presence')
  await expect(row('Paris')).toHaveAccessibleDescription('Waiting for approval')
  await expect(row('Tybalt')).toHaveAccessibleDescription('Not sharing presence')

  server.peers[0]?.send(
    tag('presence', { xmlns: 'jabber:client', from: 'juliet@capulet.example/x', type: 'unavailable' }),
  )
  await expect(row('Juliet')).toHaveAttribute('data-presence', 'offline')
  await server.stop()
})

test('Romeo chooses what the others see, and a reload keeps it', async ({ page, actors, romeo, juliet }) => {
  const client = await actors.connect(juliet)
  client.sendPresence()
  await actors.signIn(page, romeo)
  const { status, dialog, availability, statusMessage } = account(page)
  await expect(status).toHaveAccessibleName('Your status: Available')
  await client.waitFor(seen(romeo, presence => presence.getChildText('show', CLIENT) === null))

  await status.click()
  await expect(availability('Available')).toBeChecked()
  for (const [name, show] of [
    ['Free to chat', 'chat'],
    ['Away', 'away'],
    ['Away for long', 'xa'],
    ['Do not disturb', 'dnd'],
  ] as const) {
    await availability(name).click()
    await client.waitFor(seen(romeo, presence => presence.getChildText('show', CLIENT) === show))
    await expect(status).toHaveAttribute('data-presence', show)
  }
  await statusMessage.fill('Under the balcony')
  await statusMessage.press('Enter')
  await expect(dialog).toHaveCount(0)
  await client.waitFor(
    seen(
      romeo,
      presence =>
        presence.getChildText('show', CLIENT) === 'dnd' &&
        presence.getChildText('status', CLIENT) === 'Under the balcony',
    ),
  )
  await expect(status).toBeFocused()

  const mark = client.mark()
  await page.reload()
  await expect(status).toHaveAccessibleName('Your status: Do not disturb')
  await expect(status).toContainText('Under the balcony')
  await contacts(page).open('Juliet')
  await conversation(page, 'Juliet').send('Still here')
  await client.waitFor(/Still here/)
  expect(client.received.slice(mark).map(({ xml }) => xml)).not.toContainEqual(
    expect.stringContaining('unavailable'),
  )
})

test('Contacts get answers, strangers learn nothing', async ({ page, actors, romeo, juliet }) => {
  const contact = await actors.connect(juliet)
  contact.sendPresence()
  const stranger = await actors.connect(await actors.account('Tybalt'))
  stranger.sendPresence()
  await actors.signIn(page, romeo)
  const { from } = (await contact.waitFor(seen(romeo))).attrs

  const questions = {
    disco: "<query xmlns='http://jabber.org/protocol/disco#info'/>",
    version: "<query xmlns='jabber:iq:version'/>",
    ping: "<ping xmlns='urn:xmpp:ping'/>",
    time: "<time xmlns='urn:xmpp:time'/>",
    last: "<query xmlns='jabber:iq:last'/>",
  }
  for (const [name, question] of Object.entries(questions)) {
    const answer = await contact.request('get', question, from)
    expect(answer.attrs['type'], name).toBe('result')
    const refusal = await stranger.request('get', question, from)
    expect(String(refusal), name).toMatch(/type=["']error["'].*<service-unavailable/)
  }
  // What the hash in his presence stands for is what he says when asked.
  const caps = (await contact.waitFor(seen(romeo))).getChild('c', 'http://jabber.org/protocol/caps')
  const node = `${caps?.attrs['node']}#${caps?.attrs['ver']}`
  const info = await contact.request(
    'get',
    `<query xmlns='http://jabber.org/protocol/disco#info' node='${node}'/>`,
    from,
  )
  expect(String(info)).toContain('urn:xmpp:idle:1')
})

/** To the second: nobody reads fractions of it. */
function ago(minutes: number) {
  return new Date(Math.floor(Date.now() / 1000 - minutes * 60) * 1000)
}

type Stanza = Parameters<Parameters<RawClient['on']>[0]>[0]

/** An available presence of somebody, of a certain kind. */
const seen =
  (who: Account, kind: (presence: Stanza) => boolean = () => true) =>
  (element: Stanza) =>
    element.is('presence') &&
    element.attrs['type'] === undefined &&
    element.attrs['from']?.startsWith(`${who.jid}/`) &&
    kind(element)
