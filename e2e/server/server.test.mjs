import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { connectRaw } from '../support/raw-client.mjs'
import { startCrowd } from './crowd.mjs'
import { startProsody } from './prosody.mjs'

/** The ground that every other test stands on: accounts, roster and presence of a real server. */

/** @type {import('./prosody.mjs').Prosody} */
let server

before(async () => {
  server = await startProsody({
    name: `self-test-${process.pid}`,
    hosts: ['test.example', { name: 'old.example', passwordHash: 'SHA-1' }],
    components: [{ name: 'bots.test', secret: 'crowd' }],
  })
  for (const user of ['romeo', 'juliet'])
    await server.addAccount(`${user}@test.example`, `pässwörd of ${user} ✓`)
  await server.writeRoster('romeo@test.example', [
    { jid: 'juliet@test.example', name: 'Juliet "Jule" C\\apulet', groups: ['Verona'] },
  ])
  await server.writeRoster('juliet@test.example', [{ jid: 'romeo@test.example' }])
})
after(() => server?.discard())

/** @param {string} user @param {string} [resource] */
const signIn = (user, resource) =>
  connectRaw({
    url: server.url,
    jid: `${user}@test.example`,
    password: `pässwörd of ${user} ✓`,
    ...(resource && { resource }),
  })

describe('a server seeded by files', () => {
  test('lets a user in by SCRAM and shows the roster as written', async () => {
    const romeo = await signIn('romeo', 'orchard')
    assert.equal(romeo.jid, 'romeo@test.example/orchard')
    const roster = await romeo.request('get', "<query xmlns='jabber:iq:roster'/>")
    const [item] = roster.getChild('query', 'jabber:iq:roster')?.getChildren('item', 'jabber:iq:roster') ?? []
    assert.deepEqual(item?.attrs, {
      jid: 'juliet@test.example',
      subscription: 'both',
      name: 'Juliet "Jule" C\\apulet',
    })
    await romeo.close()
  })

  test('refuses a wrong password', async () => {
    const account = { url: server.url, jid: 'romeo@test.example', password: 'wrong' }
    await assert.rejects(connectRaw(account), /not-authorized/)
  })

  test('takes new accounts while it runs, on a host with older hashes too', async () => {
    await server.addAccount('nurse@old.example', 'secret')
    const nurse = await connectRaw({ url: server.url, jid: 'nurse@old.example', password: 'secret' })
    await nurse.close()
  })

  test('passes on the presence of two devices, idle time and leaving', async () => {
    const romeo = await signIn('romeo')
    romeo.sendPresence()
    const desk = await signIn('juliet', 'desk')
    const phone = await signIn('juliet', 'phone')
    desk.sendPresence({ idleSince: new Date('2026-01-02T03:04:05Z') })
    phone.sendPresence({ show: 'dnd', status: 'a < b' })
    const [idle] = await Promise.all([
      romeo.waitFor(/juliet@test\.example\/desk.*idle/),
      romeo.waitFor(/\/phone.*a &lt; b/),
    ])
    assert.equal(idle.getChild('idle', 'urn:xmpp:idle:1')?.attrs['since'], '2026-01-02T03:04:05.000Z')
    const mark = romeo.mark()
    await phone.close()
    await romeo.waitFor(
      ({ attrs }) => attrs['from'] === 'juliet@test.example/phone' && attrs['type'] === 'unavailable',
      { after: mark },
    )
    await Promise.all([desk.close(), romeo.close()])
  })

  test('keeps its accounts and ports over a restart', async () => {
    await server.restart()
    const romeo = await signIn('romeo')
    await romeo.close()
  })

  test('has a crowd of contacts online, which can storm', async () => {
    const crowd = await startCrowd({ port: server.ports.component, secret: 'crowd', size: 500 })
    await server.addAccount('watcher@test.example', 'secret')
    await server.writeRoster('watcher@test.example', crowd.rosterItems())
    const watcher = await connectRaw({ url: server.url, jid: 'watcher@test.example', password: 'secret' })
    /** @param {number} mark */
    const seenSince = mark => {
      const presences = watcher.received
        .slice(mark)
        .filter(({ element }) => element.attrs['from']?.endsWith('@bots.test/bot'))
      return new Set(presences.map(({ element }) => element.attrs['from'])).size
    }
    watcher.sendPresence()
    await watcher.waitFor(() => seenSince(0) === 500)
    const mark = watcher.mark()
    await crowd.storm({ turn: 1 })
    await watcher.waitFor(() => seenSince(mark) === 500)
    await watcher.close()
    await crowd.stop()
  })
})
