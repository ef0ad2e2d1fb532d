import { describe, expect, test } from 'vitest'
import { cleanUps, FULL, openSession as open, SASL, usual } from './test-support/open-session.ts'
import * as server from './test-support/scripted-server.ts'
import { encode, mechanisms, OPEN, type Peer } from './test-support/scripted-server.ts'

describe('signing in', () => {
  test('by SCRAM, bound in the same flight as the new stream, and the keys are kept', async () => {
    const opened = await open(usual)
    expect(await opened.until('online')).toEqual({ state: 'online', jid: FULL, resumed: false })
    const [peer] = opened.peers
    expect(peer?.elements.map(({ name }) => name).slice(0, 5)).toEqual([
      'open',
      'auth',
      'response',
      'open',
      'iq',
    ])
    expect(peer?.elements[0]?.attrs).toMatchObject({ to: 'example.com', from: 'romeo@example.com' })
    expect(opened.secrets.at(-1)?.scram).toMatchObject({ hash: 'SHA-256', iterations: 4096 })
    expect(JSON.stringify(opened.peers[0]?.received)).not.toContain('pencil')
  })

  test('step by step with a server that wants to be waited for', async () => {
    const opened = await open(async (peer, index) => {
      if (index > 0) return usual(peer, index)
      await server.authenticate(peer)
      await peer.expect('iq')
      peer.socket.terminate()
    })
    await opened.until('online')
    expect(opened.peers).toHaveLength(2)
  })

  test.each([
    ['a bare success', '<success xmlns="urn:ietf:params:xml:ns:xmpp-sasl"/>'],
    ['a wrong signature', `<success xmlns="${SASL}">${encode('v=AAAA')}</success>`],
  ])('refuses %s: the server has proved nothing', async (_what, success) => {
    const opened = await open(async peer => {
      await peer.expect('open')
      peer.send(OPEN, mechanisms('SCRAM-SHA-256'))
      const auth = await peer.expect('auth')
      const scram = new server.ScramServer()
      peer.send(
        `<challenge xmlns="${SASL}">${encode(scram.challengeFor(server.decode(auth.text())).challenge)}</challenge>`,
      )
      await peer.expect('response')
      peer.send(success)
    })
    expect(await opened.until('ended')).toEqual({ state: 'ended', reason: 'other' })
    expect(opened.peers[0]?.elements.map(({ name }) => name)).toEqual(['open', 'auth', 'response'])
    expect(opened.secrets).toEqual([])
  })

  test('refuses a success that nobody asked for, and binding without any', async () => {
    const opened = await open(
      async peer => {
        await peer.expect('open')
        peer.send(OPEN, `<success xmlns="${SASL}"/>`, server.AFTER_SASL)
      },
      {},
      { attempt: 200 },
    )
    expect(await opened.until('ended')).toMatchObject({ reason: 'timeout' })
    expect(opened.peers[0]?.elements.map(({ name }) => name)).toEqual(['open'])
  })

  test('refuses a single iteration', async () => {
    const opened = await open(async peer => {
      await peer.expect('open')
      peer.send(OPEN, mechanisms('SCRAM-SHA-256'))
      const scram = new server.ScramServer()
      scram.iterations = 1
      const auth = await peer.expect('auth')
      peer.send(
        `<challenge xmlns="${SASL}">${encode(scram.challengeFor(server.decode(auth.text())).challenge)}</challenge>`,
      )
    })
    expect(await opened.until('ended')).toMatchObject({ reason: 'other' })
    expect(opened.peers[0]?.elements.some(({ name }) => name === 'response')).toBe(false)
  })

  test('does not fall back to PLAIN after SCRAM (T47)', async () => {
    const opened = await open(
      async peer => {
        await peer.expect('open')
        peer.send(OPEN, mechanisms('PLAIN'))
      },
      { scramSeen: true },
    )
    expect(await opened.until('ended')).toMatchObject({ reason: 'other' })
    expect(opened.peers[0]?.elements).toHaveLength(1)
  })
})

describe('failing to sign in', () => {
  const failWith =
    (condition: string, text = '') =>
    async (peer: Peer) => {
      await peer.expect('open')
      peer.send(OPEN, mechanisms('SCRAM-SHA-256'))
      await peer.expect('auth')
      peer.send(`<failure xmlns="${SASL}"><${condition}/>${text && `<text>${text}</text>`}</failure>`)
    }
  const streamError = (condition: string) => (peer: Peer) =>
    peer.send(
      OPEN,
      `<stream:error xmlns:stream="http://etherx.jabber.org/streams"><${condition} xmlns="urn:ietf:params:xml:ns:xmpp-streams">evil.example</${condition}><text xmlns="urn:ietf:params:xml:ns:xmpp-streams">why</text></stream:error>`,
    )

  test.each([
    ['not-authorized', 'not-authorized'],
    ['account-disabled', 'account-disabled'],
    ['credentials-expired', 'credentials-expired'],
    ['temporary-auth-failure', 'other'],
  ])('%s', async (condition, reason) => {
    const opened = await open(failWith(condition, 'No.'))
    expect(await opened.until('ended')).toEqual({ state: 'ended', reason, text: 'No.' })
    expect(opened.peers).toHaveLength(1)
  })

  test.each([
    ['host-unknown', 'host-unreachable'],
    ['policy-violation', 'policy-violation'],
    ['see-other-host', 'other'],
  ])('stream error %s', async (condition, reason) => {
    const opened = await open(streamError(condition))
    expect(await opened.until('ended')).toEqual({ state: 'ended', reason, text: 'why' })
    expect(opened.peers).toHaveLength(1)
  })

  test('a server that takes the connection and stays silent', async () => {
    const opened = await open(() => {}, {}, { attempt: 100 })
    expect(await opened.until('ended')).toMatchObject({ reason: 'timeout' })
  })

  test('a server that stops in the middle', async () => {
    const opened = await open(server.authenticate, {}, { attempt: 200 })
    expect(await opened.until('ended')).toMatchObject({ reason: 'timeout' })
  })

  test('nobody there, or somebody without WebSocket', async () => {
    const nobody = await open(() => {}, { services: ['ws://127.0.0.1:1/'] })
    expect(await nobody.until('ended')).toMatchObject({ reason: 'host-unreachable' })
    const web = await open(
      () => {},
      { services: ['ws://127.0.0.1:1/'] },
      {},
      { fetch: async () => new Response() },
    )
    expect(await web.until('ended')).toMatchObject({ reason: 'no-websocket' })
  })

  test('the first address is dead, the second is not', async () => {
    const { url, stop } = await server.startScriptedServer(usual)
    cleanUps.push(stop)
    const opened = await open(() => {}, { services: ['ws://127.0.0.1:1/', url] })
    await opened.until('online')
  })

  test('an account that has been here before goes on trying', async () => {
    const opened = await open((peer, index) => (index < 2 ? peer.socket.terminate() : usual(peer, index)), {
      persistent: true,
    })
    await opened.until('online')
    expect(opened.peers).toHaveLength(3)
    expect(opened.events).toContainEqual({
      type: 'connection',
      connection: expect.objectContaining({ state: 'offline' }),
    })
  })
})
