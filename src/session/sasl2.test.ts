import { createHmac } from 'node:crypto'
import type { Element } from '@xmpp/xml'
import { describe, expect, test } from 'vitest'
import { child, childText } from '../xmpp/xml.ts'
import { FULL, openSession as open, ours } from './test-support/open-session.ts'
import {
  decode,
  encode,
  features,
  mechanisms,
  OPEN,
  type Peer,
  ScramServer,
  signIn,
  until,
} from './test-support/scripted-server.ts'

const NS = 'urn:xmpp:sasl:2'
const FAST = 'urn:xmpp:fast:0'
const SM = 'urn:xmpp:sm:3'

const offer = (inline: string) =>
  features(
    `<authentication xmlns="${NS}"><mechanism>SCRAM-SHA-256</mechanism><inline>${inline}</inline></authentication>` +
      '<mechanisms xmlns="urn:ietf:params:xml:ns:xmpp-sasl"><mechanism>SCRAM-SHA-256</mechanism></mechanisms>',
  )
const bind = `<bind xmlns="urn:xmpp:bind:0"><inline><feature var="${SM}"/></inline></bind>`
const fast = `<fast xmlns="${FAST}"><mechanism>HT-SHA-256-NONE</mechanism></fast>`
const whole = offer(`${bind}<sm xmlns="${SM}"/>${fast}`)

const success = (proof: string, jid: string, content: string) =>
  `<success xmlns="${NS}"><additional-data>${proof}</additional-data><authorization-identifier>${jid}</authorization-identifier>${content}</success>`
const bound = (id: string) =>
  `<bound xmlns="urn:xmpp:bind:0"><enabled xmlns="${SM}" id="${id}" resume="true" max="300"/></bound>`

const authenticateOf = (peer: Peer) => peer.expect('authenticate')
const hmac = (token: string, text: string) => createHmac('sha256', token).update(text).digest()

/** Plays SCRAM in the dialect of SASL2 and answers with `content` inside the success. */
async function scram(peer: Peer, content: string, jid = FULL): Promise<Element> {
  await peer.expect('open')
  peer.send(OPEN, whole)
  const authenticate = await authenticateOf(peer)
  const first = decode(childText(authenticate, 'initial-response', NS) ?? '')
  const { challenge, signature } = new ScramServer().challengeFor(first)
  peer.send(`<challenge xmlns="${NS}">${encode(challenge)}</challenge>`)
  await peer.expect('response')
  peer.send(success(encode(`v=${signature}`), jid, content))
  return authenticate
}

const token = (value: string, more = '') => `<token xmlns="${FAST}" token="${value}" ${more}/>`

describe('where it is offered whole', () => {
  test('signs in, binds and enables in one exchange, and keeps the token', async () => {
    const opened = await open(peer =>
      scram(peer, bound('s1') + token('secret-1', 'expiry="2100-01-01T00:00:00Z"')),
    )
    expect(await opened.until('online')).toEqual({ state: 'online', jid: FULL, resumed: false })
    const authenticate = opened.peers[0]?.elements[1]
    expect(opened.peers[0]?.elements.map(({ name }) => name)).toEqual(['open', 'authenticate', 'response'])
    expect(authenticate && child(authenticate, 'user-agent', NS)?.attrs['id']).toMatch(/^0{8}-/)
    expect(authenticate && child(authenticate, 'request-token', FAST)?.attrs['mechanism']).toBe(
      'HT-SHA-256-NONE',
    )
    expect(opened.session.resumable()?.id).toBe('s1')
    expect(opened.secrets.at(-1)).toMatchObject({
      fast: { mechanism: 'HT-SHA-256-NONE', token: 'secret-1', expiry: Date.parse('2100-01-01T00:00:00Z') },
      scram: { hash: 'SHA-256' },
    })
  })

  test('resumes inline', async () => {
    const opened = await open((peer, index) =>
      scram(peer, index === 0 ? bound('s1') : `<resumed xmlns="${SM}" h="0" previd="s1"/>`),
    )
    await opened.until('online')
    opened.session.send(ours('m1'))
    opened.peers[0]?.socket.terminate()
    await opened.until('offline')
    expect(await opened.until('online')).toMatchObject({ resumed: true })
    const authenticate = opened.peers[1]?.elements[1]
    expect(authenticate && child(authenticate, 'resume', SM)?.attrs).toMatchObject({ previd: 's1', h: '0' })
    expect((await opened.peers[1]?.expect('message'))?.attrs['id']).toBe('m1')
  })

  test('binds anew in the same exchange when the resumption fails', async () => {
    const opened = await open((peer, index) =>
      scram(peer, index === 0 ? bound('s1') : `<failed xmlns="${SM}" h="1"/>${bound('s2')}`),
    )
    await opened.until('online')
    opened.session.send(ours('k1'))
    opened.session.send(ours('k2'))
    opened.peers[0]?.socket.terminate()
    await opened.until('offline')
    expect(await opened.until('online')).toMatchObject({ resumed: false })
    expect(opened.events).toContainEqual({ type: 'acknowledged', id: 'k1' })
    expect(opened.events).toContainEqual({ type: 'unacknowledged', id: 'k2' })
    expect(opened.session.resumable()?.id).toBe('s2')
  })

  test('refuses a success without the server’s signature', async () => {
    const opened = await open(async peer => {
      await peer.expect('open')
      peer.send(OPEN, whole)
      await authenticateOf(peer)
      peer.send(
        `<success xmlns="${NS}"><authorization-identifier>${FULL}</authorization-identifier>${bound('x')}</success>`,
      )
    })
    expect(await opened.until('ended')).toMatchObject({ reason: 'other' })
    expect(opened.secrets).toEqual([])
  })

  test('what the server sends right after its success is heard', async () => {
    const opened = await open(async peer => {
      await scram(peer, bound('s1'))
      peer.send(features(''), '<presence xmlns="jabber:client" from="juliet@example.net/b"/>')
    })
    await until(() => opened.events.some(event => event.type === 'presence'))
  })
})

describe('a token', () => {
  const kept = (fastToken: string, expiry?: number) => ({
    kind: 'kept' as const,
    secret: {
      fast: { mechanism: 'HT-SHA-256-NONE', token: fastToken, ...(expiry !== undefined && { expiry }) },
    },
  })

  const byToken = (valid: string, next?: string) => async (peer: Peer) => {
    await peer.expect('open')
    peer.send(OPEN, whole)
    const authenticate = await authenticateOf(peer)
    const response = Buffer.from(childText(authenticate, 'initial-response', NS) ?? '', 'base64')
    const expected = Buffer.concat([Buffer.from('romeo\0'), hmac(valid, 'Initiator')])
    if (!child(authenticate, 'fast', FAST) || !response.equals(expected)) {
      peer.send(`<failure xmlns="${NS}"><not-authorized xmlns="urn:ietf:params:xml:ns:xmpp-sasl"/></failure>`)
      return
    }
    peer.send(success(encode(hmac(valid, 'Responder')), FULL, bound('s1') + (next ? token(next) : '')))
  }

  test('signs in within one exchange and is rotated', async () => {
    const opened = await open(byToken('t1', 't2'), { credentials: kept('t1'), persistent: true })
    await opened.until('online')
    expect(opened.peers[0]?.elements.map(({ name }) => name)).toEqual(['open', 'authenticate'])
    expect(opened.secrets.at(-1)).toEqual({ fast: { mechanism: 'HT-SHA-256-NONE', token: 't2' } })
  })

  test('that is rejected is dropped, and nothing else of it is tried', async () => {
    const opened = await open(byToken('t1'), { credentials: kept('old'), persistent: true })
    expect(await opened.until('ended')).toMatchObject({ reason: 'credentials-expired' })
    expect(opened.secrets.at(-1)).toEqual({})
    expect(opened.peers).toHaveLength(2)
  })

  test('that is rejected leaves the SCRAM keys, on a fresh connection', async () => {
    const opened = await open(
      (peer, index) => (index === 0 ? scram(peer, bound('s1')) : byToken('t1')(peer)),
      {},
    )
    await opened.until('online')
    const scramKeys = opened.secrets.at(-1)?.scram
    if (!scramKeys) throw new Error('nothing was kept')
    const second = await open(
      async (peer, index) => {
        if (index === 0) return byToken('t1')(peer)
        await peer.expect('open')
        peer.send(OPEN, whole)
        const { attrs } = await authenticateOf(peer)
        expect(attrs['mechanism']).toBe('SCRAM-SHA-256')
        peer.socket.terminate()
      },
      {
        credentials: { kind: 'kept', secret: { ...kept('old').secret, scram: scramKeys } },
        persistent: true,
      },
    )
    await until(() => second.peers[1]?.isClosed)
    expect(second.peers[0]?.isClosed).toBe(true)
  })

  test('whose server does not prove that it knows it is refused', async () => {
    const opened = await open(
      async peer => {
        await peer.expect('open')
        peer.send(OPEN, whole)
        await authenticateOf(peer)
        peer.send(success(encode(hmac('guess', 'Responder')), FULL, bound('s1')))
      },
      { credentials: kept('t1') },
    )
    expect(await opened.until('ended')).toMatchObject({ reason: 'other' })
  })

  test('that has expired is not shown to anybody', async () => {
    const opened = await open(byToken('t1'), { credentials: kept('t1', 1_000) })
    expect(await opened.until('ended')).toMatchObject({ reason: 'credentials-expired' })
    expect(opened.peers[0]?.elements.map(({ name }) => name)).toEqual(['open'])
  })
})

test.each([
  ['nothing inline', offer('')],
  ['Bind 2 without stream management', offer('<bind xmlns="urn:xmpp:bind:0"/>')],
  ['SASL1 only', mechanisms('SCRAM-SHA-256')],
])('with %s the classic way is taken', async (_what, offered) => {
  const opened = await open(async peer => {
    await peer.expect('open')
    peer.send(OPEN, offered)
    await signIn(peer)
  })
  await until(() => opened.peers[0]?.elements.some(({ name }) => name === 'auth'))
  expect(opened.peers[0]?.elements.some(({ name }) => name === 'authenticate')).toBe(false)
})
