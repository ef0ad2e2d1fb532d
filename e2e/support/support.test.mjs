import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom, startFaultyLine } from './faults.mjs'
import { connectRaw } from './raw-client.mjs'
import { forgesSignature, refusesSignIn, signsIn, skipsSignature, streamError } from './scenes.mjs'
import { modernServer } from './scenes-sasl2.mjs'
import { hmac } from './scram.mjs'
import { startScriptedServer } from './scripted-server.mjs'
import { tag } from './xml.mjs'

/** The helpers that stand for bad servers and bad lines are themselves tried here, by the raw client. */

const account = { host: 'test.example', user: 'romeo', password: 'secret' }
const jid = 'romeo@test.example'

/** @param {import('./scripted-server.mjs').Scene} scene @param {(url: string) => Promise<void>} act */
async function withServer(scene, act) {
  const server = await startScriptedServer(scene)
  try {
    await act(server.url)
    assert.deepEqual(server.errors, [])
  } finally {
    await server.stop()
  }
}

for (const mechanism of ['SCRAM-SHA-1', 'SCRAM-SHA-256', 'SCRAM-SHA-512']) {
  test(`a scripted server lets the right password in by ${mechanism}`, () =>
    withServer(
      signsIn({ ...account, mechanism }, { roster: tag('item', { jid: 'juliet@test.example' }) }),
      async url => {
        const client = await connectRaw({ url, jid, password: 'secret', resource: 'orchard' })
        assert.equal(client.jid, 'romeo@test.example/orchard')
        const roster = await client.request('get', "<query xmlns='jabber:iq:roster'/>")
        assert.match(String(roster), /juliet/)
        client.drop()
      },
    ))
}

test('a scripted server refuses for the reason it is given', () =>
  withServer(refusesSignIn('test.example', 'account-disabled'), url =>
    assert.rejects(connectRaw({ url, jid, password: 'secret' }), /account-disabled/),
  ))

test('a forged and a missing server signature are told from a good one', async () => {
  for (const scene of [forgesSignature(account), skipsSignature(account)]) {
    const server = await startScriptedServer(scene)
    await assert.rejects(connectRaw({ url: server.url, jid, password: 'secret' }))
    await server.stop()
  }
})

test('a scripted server ends a session with a stream error', () =>
  withServer(signsIn(account, { next: peer => streamError(peer, 'conflict') }), async url => {
    const client = await connectRaw({ url, jid, password: 'secret' })
    await client.waitFor(/conflict/)
    await client.gone()
  }))

test('a modern server gives a token, takes it, replaces it, and resumes', async () => {
  const modern = modernServer({ ...account, mechanism: 'PLAIN' })
  await withServer(modern.scene, async url => {
    const { RawClient } = await import('./raw-client.mjs')
    const { CLIENTS } = await import('./caps.mjs')
    /** @param {string} mechanism @param {Buffer} initial @param {string} extra */
    const authenticate = async (mechanism, initial, extra) => {
      const client = new RawClient(url, jid, CLIENTS.gajim)
      await client.opened()
      client.send("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='test.example' version='1.0'/>")
      await client.waitFor(/urn:xmpp:fast:0/)
      const response = tag('initial-response', {}, initial.toString('base64'))
      client.send(tag('authenticate', { xmlns: 'urn:xmpp:sasl:2', mechanism }, response + extra))
      const answer = await client.waitFor(element => ['success', 'failure'].includes(element.name))
      client.drop()
      return String(answer)
    }
    const bind = "<bind xmlns='urn:xmpp:bind:0'><tag>app</tag><enable xmlns='urn:xmpp:sm:3'/></bind>"
    const request = "<request-token xmlns='urn:xmpp:fast:0' mechanism='HT-SHA-256-NONE'/>"
    const first = await authenticate('PLAIN', Buffer.from('\0romeo\0secret'), bind + request)
    const token = / token="([^"]+)"/.exec(first)?.[1] ?? ''
    const id = / id="([^"]+)"/.exec(first)?.[1] ?? ''
    const initial = Buffer.concat([Buffer.from('romeo\0'), hmac('sha256', token, 'Initiator')])
    const resume = tag('resume', { xmlns: 'urn:xmpp:sm:3', previd: id, h: 0 })
    const second = await authenticate('HT-SHA-256-NONE', initial, resume)
    assert.match(second, /resumed/)
    assert.notEqual(/ token="([^"]+)"/.exec(second)?.[1], token)
    modern.revokeTokens()
    assert.match(await authenticate('HT-SHA-256-NONE', initial, resume), /credentials-expired/)
  })
})

test('a faulty line logs, drops, silences, resumes, refuses and cuts', t =>
  withServer(signsIn(account), async url => {
    const line = await startFaultyLine(url)
    t.after(() => line.stop())
    const client = await connectRaw({ url: line.url, jid, password: 'secret' })
    assert.ok(line.said().some(({ from, text }) => from === 'client' && text.includes('<auth')))
    const ping = () => client.request('get', "<ping xmlns='urn:xmpp:ping'/>")

    line.judge((from, text) => (from === 'server' && text.includes('<iq') ? 'drop' : 'pass'))
    const lost = ping()
    client.send("<r xmlns='urn:xmpp:sm:3'/>")
    // What comes after the lost answer proves that it is lost, not late.
    await client.waitFor(element => element.is('a', 'urn:xmpp:sm:3'))
    line.judge(() => 'pass')
    lost.catch(() => {})

    line.silence()
    const late = ping()
    line.resume()
    await late

    line.delay(50)
    const before = Date.now()
    await ping()
    assert.ok(Date.now() - before >= 99)
    line.delay(0)

    line.refuse()
    await assert.rejects(connectRaw({ url: line.url, jid, password: 'secret' }))
    line.answerHtml()
    await assert.rejects(connectRaw({ url: line.url, jid, password: 'secret' }), /200/)
    line.cut()
    await client.gone()
    assert.equal(line.attempts(), 3)
  }))

test('a seed gives the same faults again', () => {
  const [a, b] = [seededRandom(7), seededRandom(7)]
  const numbers = Array.from({ length: 100 }, () => a())
  assert.deepEqual(
    numbers,
    Array.from({ length: 100 }, () => b()),
  )
  assert.ok(numbers.every(number => number >= 0 && number < 1))
})
