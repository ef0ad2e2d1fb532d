import { describe, expect, test } from 'vitest'
import { ping } from '../xmpp/xep/0199-ping.ts'
import { bodies, FULL, message, openSession as open, ours, usual } from './test-support/open-session.ts'
import * as server from './test-support/scripted-server.ts'
import { OPEN, until } from './test-support/scripted-server.ts'

describe('a link that breaks', () => {
  test('is bound anew when the server’s count cannot be', async () => {
    const opened = await open(usual)
    await opened.until('online')
    await until(() => opened.session.resumable())
    opened.session.send(ours('m1'))
    opened.session.send(ours('m2'))
    const answer = opened.session.request(ping, undefined).catch(String)
    await opened.peers[0]?.expect('message', 2)
    opened.peers[0]?.send('<a xmlns="urn:xmpp:sm:3" h="1"/>')
    await until(() => opened.events.some(event => event.type === 'acknowledged'))
    opened.peers[0]?.socket.terminate()
    await opened.until('offline')
    expect(opened.session.send(ours('m3'))).toBe(false)
    // The scripted server resumes with h=0, though it had said 1 before.
    await until(() => opened.events.some(event => event.type === 'unacknowledged' && event.id === 'm2'))
    expect(await answer).toContain('disconnected')
    expect(await opened.until('online')).toMatchObject({ resumed: false })
  })

  test('is resumed', async () => {
    const opened = await open(usual)
    await opened.until('online')
    await until(() => opened.session.resumable())
    opened.session.send(ours('m1'))
    const answer = opened.session.request(ping, undefined)
    await opened.peers[0]?.expect('message')
    opened.peers[0]?.socket.terminate()
    await opened.until('offline')
    expect(await opened.until('online')).toEqual({ state: 'online', jid: FULL, resumed: true })
    const again = opened.peers[1]
    const iq = await again?.expect('iq')
    expect(again?.elements.filter(({ name }) => name === 'message').map(({ attrs }) => attrs['id'])).toEqual([
      'm1',
    ])
    again?.send(`<iq xmlns="jabber:client" type="result" id="${iq?.attrs['id']}"/>`)
    expect(await answer).toBe(true)
  })

  const broken = {
    'an undefined entity': '<message xmlns="jabber:client"><body>&nbsp;</body></message>',
    'a comment': '<message xmlns="jabber:client"><body><!-- --></body></message>',
    'a bomb': `<message xmlns="jabber:client">${'<a>'.repeat(70)}${'</a>'.repeat(70)}</message>`,
    'a truncated stanza': '<message xmlns="jabber:client"><body>',
  }
  test.each(Object.entries(broken))('by %s is resumed, and the next stanza arrives', async (_what, frame) => {
    const opened = await open(usual)
    await opened.until('online')
    await until(() => opened.session.resumable())
    opened.peers[0]?.send(message('before'), frame, message('swallowed'))
    const second = await until(() => opened.peers[1])
    expect(opened.logged).toContain('a frame was refused')
    // A goodbye would end the session on the server, with all that waits in it.
    expect(opened.peers[0]?.received.join()).not.toMatch(/stream:error|<close/)
    expect((await second.expect('resume')).attrs['h']).toBe('1')
    await opened.until('online')
    second.send(message('canary'))
    await until(() => bodies(opened).includes('canary'))
    expect(bodies(opened)).toEqual(['before', 'canary'])
  })

  test('by a stanza that the server relays is not broken by it for ever', async () => {
    const bomb = broken['a bomb']
    const opened = await open(async (peer, index) => {
      await usual(peer, index)
      const resume = peer.elements.find(({ name }) => name === 'resume')
      // What the client has not counted comes again, as XEP-0198 says.
      if (index > 0) peer.send(...(resume?.attrs['h'] === '1' ? [bomb] : []), message(`after ${index}`))
    })
    await opened.until('online')
    await until(() => opened.session.resumable())
    opened.peers[0]?.send(message('before'), bomb)
    await until(() => bodies(opened).length === 2)
    expect(bodies(opened)).toEqual(['before', 'after 2'])
    expect(opened.peers).toHaveLength(3)
  })

  test.each([
    [broken['an undefined entity'], 'not-well-formed'],
    [broken['a comment'], 'restricted-xml'],
    [broken['a bomb'], 'policy-violation'],
  ])('for good by %j says why', async (frame, condition) => {
    const opened = await open(peer => peer.send(OPEN, frame))
    await opened.until('ended')
    await until(() => opened.peers[0]?.elements.at(-1)?.name === 'close')
    expect(opened.peers[0]?.received.join()).toContain(
      `<${condition} xmlns="urn:ietf:params:xml:ns:xmpp-streams"/>`,
    )
  })

  test('without a word is noticed', async () => {
    const opened = await open(usual, {}, { silence: 50, answer: 50 })
    await opened.until('online')
    await until(() => opened.peers[0]?.elements.some(({ name }) => name === 'r'))
    await until(() => opened.peers[1])
  })

  test('by conflict stays broken', async () => {
    const opened = await open(usual)
    await opened.until('online')
    await until(() => opened.session.resumable())
    opened.session.send(ours('m1'))
    opened.peers[0]?.send(
      '<stream:error xmlns:stream="http://etherx.jabber.org/streams"><conflict xmlns="urn:ietf:params:xml:ns:xmpp-streams"/></stream:error>',
    )
    expect(await opened.until('ended')).toEqual({ state: 'ended', reason: 'conflict' })
    expect(opened.session.resumable()).toBeUndefined()
    expect(opened.events).toContainEqual({ type: 'unacknowledged', id: 'm1' })
    opened.session.wake()
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(opened.peers).toHaveLength(1)
  })

  test('is given up when what we send again always breaks it', async () => {
    const opened = await open(async (peer, index) => {
      await usual(peer, index)
      if (peer.elements.some(({ name }) => name === 'resume')) peer.socket.terminate()
    })
    await opened.until('online')
    await until(() => opened.session.resumable())
    opened.session.send(ours('poison'))
    opened.peers[0]?.socket.terminate()
    await until(() => opened.events.some(event => event.type === 'unacknowledged'))
    expect(await opened.until('online')).toMatchObject({ resumed: false })
    expect(opened.peers).toHaveLength(5)
  })
})

describe('from page to page', () => {
  test('a stream is taken up by another session object', async () => {
    const first = await open(usual)
    await first.until('online')
    await until(() => first.session.resumable())
    first.session.send(ours('m1'))
    const resume = first.session.abandon()
    expect(resume).toMatchObject({ id: 'stream-0', jid: FULL, inbound: 0, outbound: 0, maxSeconds: 300 })
    await until(() => first.peers[0]?.isClosed)
    expect(first.peers[0]?.elements.some(({ name }) => name === 'close')).toBe(false)
    if (!resume) return

    const scram = first.secrets.at(-1)
    const second = await open(usual, {
      resume: structuredClone(resume),
      credentials: { kind: 'password', password: 'pencil' },
      persistent: true,
    })
    expect(scram).toBeDefined()
    expect(await second.until('online')).toEqual({ state: 'online', jid: FULL, resumed: true })
    expect(second.session.jid).toBe(FULL)
    expect((await second.peers[0]?.expect('message'))?.attrs['id']).toBe('m1')
  })

  test('stopping says goodbye, with what was stored acknowledged', async () => {
    const opened = await open(usual)
    await opened.until('online')
    await until(() => opened.session.resumable())
    opened.peers[0]?.send(message('hi'))
    await until(() => bodies(opened).length)
    const stopped = opened.session.stop()
    await opened.peers[0]?.expect('close')
    opened.peers[0]?.send('<close xmlns="urn:ietf:params:xml:ns:xmpp-framing"/>')
    await stopped
    const sent = opened.peers[0]?.elements.map(
      ({ name, attrs }) => `${name} ${attrs['type'] ?? attrs['h'] ?? ''}`,
    )
    expect(sent?.slice(-3)).toEqual(['presence unavailable', 'a 1', 'close '])
    expect(opened.state()).toMatchObject({ state: 'online' })
  })
})

describe('proofs', () => {
  test('come by ping where there is no stream management', async () => {
    const opened = await open(
      async peer => {
        await server.authenticate(peer)
        peer.send(OPEN, server.features('<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/>'))
        server.bind(peer, await peer.expect('iq'), FULL)
        const question = await peer.expect('iq', 2)
        peer.send(`<iq xmlns="jabber:client" type="error" from="example.com" id="${question.attrs['id']}"/>`)
      },
      {},
      { askAfterSend: 10 },
    )
    await opened.until('online')
    opened.session.send(ours('m1'))
    await until(() => opened.events.some(event => event.type === 'acknowledged' && event.id === 'm1'))
    expect(opened.session.resumable()).toBeUndefined()
  })

  test('of what cannot be are ignored', async () => {
    const opened = await open(usual)
    await opened.until('online')
    await until(() => opened.session.resumable())
    opened.session.send(ours('m1'))
    opened.peers[0]?.send(
      '<a xmlns="urn:xmpp:sm:3" h="4294967295"/>',
      '<a xmlns="urn:xmpp:sm:3"/>',
      message('canary'),
    )
    await until(() => bodies(opened).includes('canary'))
    expect(opened.events.some(event => event.type === 'acknowledged')).toBe(false)
    expect(opened.state()).toMatchObject({ state: 'online' })
  })

  test('go out for everything that arrived, stored first, once for many questions', async () => {
    let stores = 0
    const opened = await open(usual, {
      beforeAcknowledge: async () => {
        stores++
        await new Promise(resolve => setTimeout(resolve, 30))
      },
    })
    await opened.until('online')
    await until(() => opened.session.resumable())
    const r = '<r xmlns="urn:xmpp:sm:3"/>'
    for (let i = 0; i < 40; i++)
      opened.peers[0]?.send(`<iq xmlns="jabber:client" type="result" id="${i}"/>`, r)
    opened.peers[0]?.send('<presence xmlns="jabber:client" from="a@b.example"/>', message('x'), r)
    await until(() =>
      opened.peers[0]?.elements.some(({ name, attrs }) => name === 'a' && attrs['h'] === '42'),
    )
    expect(stores).toBe(2)
    expect(opened.peers[0]?.elements.filter(({ name }) => name === 'a')).toHaveLength(2)
  })
})

test('a listener that throws stalls nothing', async () => {
  const seen: string[] = []
  const opened = await open(usual, {
    onEvent: event => {
      seen.push(event.type)
      throw new Error('a bug of ours')
    },
  })
  await until(() => opened.session.resumable())
  opened.peers[0]?.send(message('one'), message('two'))
  await until(() => seen.filter(type => type === 'message').length === 2)
})
