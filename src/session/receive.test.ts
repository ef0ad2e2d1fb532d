import { beforeEach, describe, expect, test } from 'vitest'
import { type BareJid, isFullJid, parseBareJid, parseJid } from '../xmpp/jid.ts'
import type { SessionEvent } from './events.ts'
import { parseFrame } from './frame.ts'
import { IqTracker } from './iq-tracker.ts'
import { ownCapsNode } from './own-info.ts'
import { type Receiver, receiveStanza } from './receive.ts'
import { FakeEnvironment } from './test-support/fake-environment.ts'

const account = parseBareJid('romeo@example.com')
const full = parseJid('romeo@example.com/here')
if (!account || !full || !isFullJid(full)) throw new Error('who are we?')

let events: SessionEvent[]
let replies: string[]
let receiver: Receiver
let idle: number | undefined

beforeEach(() => {
  events = []
  replies = []
  idle = 12.7
  const environment = new FakeEnvironment()
  receiver = {
    options: {
      account,
      idleSeconds: () => idle,
      maySeeUs: jid => jid === ('juliet@example.net' as BareJid),
    },
    environment,
    iqs: new IqTracker(account, environment),
    me: () => full,
    emit: event => events.push(event),
    reply: text => replies.push(text),
  }
})

function receive(text: string): void {
  const stanza = parseFrame(text)
  if (stanza) receiveStanza(stanza, receiver)
}

const message = (from: string, content: string, more = '') =>
  `<message xmlns="jabber:client"${from && ` from="${from}"`} to="romeo@example.com/here" type="chat" id="o1" ${more}>${content}</message>`
const inner = (from: string, to: string, more = '', content = '') =>
  `<message xmlns="jabber:client" from="${from}" to="${to}" type="chat" id="in1" ${more}><body>hi</body>${content}</message>`
const carbon = (direction: string, content: string) =>
  `<${direction} xmlns="urn:xmpp:carbons:2"><forwarded xmlns="urn:xmpp:forward:0"><delay xmlns="urn:xmpp:delay" stamp="2026-11-20T10:00:00Z"/>${content}</forwarded></${direction}>`

const juliet = 'juliet@example.net/balcony'
const genuine = inner(juliet, 'romeo@example.com')

describe('the envelope', () => {
  test('a message to me is mine', () => {
    receive(message(juliet, '<body>hi</body>'))
    expect(events).toMatchObject([{ type: 'message', message: { body: 'hi' }, provenance: { kind: 'live' } }])
  })

  test.each([
    [
      'to somebody else',
      message(juliet, '<body>x</body>').replace('romeo@example.com/here', 'tybalt@example.com'),
    ],
    ['to another device', message(juliet, '<body>x</body>').replace('/here', '/there')],
    ['from nobody', message('@', '<body>x</body>')],
    ['from an empty domain', message('a@', '<body>x</body>')],
    ['in another namespace', message(juliet, '<body>x</body>').replace('jabber:client', 'jabber:server')],
    ['in no namespace', message(juliet, '<body>x</body>').replace(' xmlns="jabber:client"', '')],
  ])('%s is dropped', (_what, text) => {
    receive(text)
    expect(events).toEqual([])
    expect(replies).toEqual([])
  })

  test('without from it is from my account; JIDs are prepared once', () => {
    receive(message('', '<body>x</body>'))
    receive('<presence xmlns="jabber:client" from="JULIET@Example.NET/Balcony"/>')
    expect(events).toMatchObject([
      { message: { from: 'romeo@example.com' } },
      { presence: { from: 'juliet@example.net/Balcony' } },
    ])
  })
})

describe('copies (T1)', () => {
  test('a genuine one shows as what it copies, at the time our server says', () => {
    receive(message('romeo@example.com', carbon('received', genuine)))
    receive(message('romeo@example.com', carbon('sent', inner('romeo@example.com/phone', juliet))))
    expect(events).toMatchObject([
      {
        message: { from: juliet, body: 'hi', delay: { stamp: Date.parse('2026-11-20T10:00:00Z') } },
        provenance: { kind: 'carbon', direction: 'received' },
      },
      { message: { to: juliet }, provenance: { kind: 'carbon', direction: 'sent' } },
    ])
  })

  test.each([
    ['from a contact', message(juliet, carbon('received', genuine))],
    ['from a stranger', message('mallory@evil.example', carbon('received', genuine))],
    ['from my own other device', message('romeo@example.com/other', carbon('received', genuine))],
    ['from my own device', message('romeo@example.com/here', carbon('received', genuine))],
    ['from my server', message('example.com', carbon('received', genuine))],
    ['from a look-alike', message('romeo@example.com.evil.example', carbon('received', genuine))],
    [
      'addressed to another',
      message('romeo@example.com', carbon('received', inner(juliet, 'someone@else.example'))),
    ],
    ['sent by another', message('romeo@example.com', carbon('sent', inner(juliet, 'romeo@example.com')))],
    [
      'of a room',
      message(
        'romeo@example.com',
        carbon('received', inner(juliet, 'romeo@example.com', '').replace('type="chat"', 'type="groupchat"')),
      ),
    ],
    [
      'of a copy',
      message(
        'romeo@example.com',
        carbon('received', inner(juliet, 'romeo@example.com', '', carbon('received', genuine))),
      ),
    ],
    ['of two messages', message('romeo@example.com', carbon('received', genuine + genuine))],
    ['twice', message('romeo@example.com', carbon('received', genuine) + carbon('sent', genuine))],
    [
      'in another namespace',
      message('romeo@example.com', carbon('received', genuine.replace('jabber:client', 'jabber:server'))),
    ],
    ['with a body of its own', message(juliet, `<body>outer</body>${carbon('received', genuine)}`)],
    ['of nothing', message('romeo@example.com', '<received xmlns="urn:xmpp:carbons:2"/>')],
  ])('%s is dropped whole', (_what, text) => {
    receive(text)
    expect(events).toEqual([])
  })
})

test('a bare forward is not what it forwards (T2)', () => {
  receive(message(juliet, `<forwarded xmlns="urn:xmpp:forward:0">${genuine}</forwarded>`))
  expect(events).toHaveLength(1)
  expect(events[0]).not.toHaveProperty('message.body')
})

test('results of an archive that nobody asked are dropped (T3)', () => {
  for (const from of [juliet, 'romeo@example.com', '']) {
    receive(
      message(
        from,
        `<result xmlns="urn:xmpp:mam:2" id="1"><forwarded xmlns="urn:xmpp:forward:0">${genuine}</forwarded></result><body>x</body>`,
      ),
    )
  }
  expect(events).toEqual([])
})

const iq = (type: string, from: string, content: string) =>
  `<iq xmlns="jabber:client" type="${type}" id="rp1"${from && ` from="${from}"`} to="romeo@example.com/here">${content}</iq>`
const item = '<item jid="new@friend.example" name="N" subscription="both"/>'
const push = (from: string, items = item) =>
  iq('set', from, `<query xmlns="jabber:iq:roster">${items}</query>`)

describe('pushes (T4)', () => {
  test.each(['', 'romeo@example.com', 'ROMEO@example.com'])(
    'from %j change the roster and are answered',
    from => {
      receive(push(from))
      expect(events).toMatchObject([{ type: 'roster-push', item: { jid: 'new@friend.example' } }])
      expect(replies).toEqual(['<iq xmlns="jabber:client" type="result" id="rp1" to="romeo@example.com"/>'])
    },
  )

  test.each([
    juliet,
    'romeo@example.com/other',
    'romeo@example.com/here',
    'example.com',
    'mallory@evil.example',
  ])('from %j change nothing', from => {
    receive(push(from))
    receive(iq('set', from, '<block xmlns="urn:xmpp:blocking"><item jid="a@b.example"/></block>'))
    receive(iq('set', from, '<unblock xmlns="urn:xmpp:blocking"/>'))
    expect(events).toEqual([])
    expect(replies.every(reply => reply.includes('service-unavailable'))).toBe(true)
  })

  test.each(['', item + item, '<item name="no jid"/>', '<item jid="__proto__@@" subscription="both"/>'])(
    'of %j are not one item',
    items => {
      receive(push('', items))
      expect(events).toEqual([])
      expect(replies[0]).toContain('bad-request')
    },
  )

  test('blocking', () => {
    receive(iq('set', '', '<block xmlns="urn:xmpp:blocking"><item jid="a@b.example"/></block>'))
    receive(iq('set', 'romeo@example.com', '<unblock xmlns="urn:xmpp:blocking"/>'))
    expect(events).toEqual([
      { type: 'blocked', jids: ['a@b.example'] },
      { type: 'unblocked', jids: 'all' },
    ])
  })
})

describe('questions (T19)', () => {
  const questions = {
    disco: '<query xmlns="http://jabber.org/protocol/disco#info"/>',
    caps: `<query xmlns="http://jabber.org/protocol/disco#info" node="${ownCapsNode}"/>`,
    ping: '<ping xmlns="urn:xmpp:ping"/>',
    version: '<query xmlns="jabber:iq:version"/>',
    time: '<time xmlns="urn:xmpp:time"/>',
    last: '<query xmlns="jabber:iq:last"/>',
  }

  test.each(Object.entries(questions))(
    '%s is answered to those who may see us, and to nobody else',
    (_name, question) => {
      const friends = [
        'juliet@example.net',
        juliet,
        'example.com',
        'romeo@example.com',
        'romeo@example.com/other',
        '',
      ]
      for (const from of friends) {
        replies = []
        receive(iq('get', from, question))
        expect(replies).toHaveLength(1)
        expect(parseFrame(replies[0] ?? '')?.attrs).toMatchObject({
          type: 'result',
          id: 'rp1',
          to: from || 'romeo@example.com',
        })
      }
      for (const from of [
        'mallory@evil.example/x',
        'evil.example',
        'example.net',
        'juliet@example.net.evil.example',
      ]) {
        replies = []
        receive(iq('get', from, question))
        expect(replies).toHaveLength(1)
        expect(parseFrame(replies[0] ?? '')?.attrs).toMatchObject({ type: 'error', to: from })
        expect(replies[0]).toContain('service-unavailable')
        expect(replies[0]).not.toContain('Whereabouts')
      }
    },
  )

  test('answers say what they should', () => {
    for (const question of Object.values(questions)) receive(iq('get', juliet, question))
    const [disco, caps, ping, version, time, last] = replies
    expect(disco).toContain('<identity category="client" type="web" name="Whereabouts"/>')
    expect(caps).toContain(`node="${ownCapsNode}"`)
    expect(ping).toBe(`<iq xmlns="jabber:client" type="result" id="rp1" to="${juliet}"/>`)
    expect(version).toMatch(/<name>Whereabouts<\/name><version>\d/)
    expect(version).not.toContain('<os>')
    expect(time).toContain('<tzo>Z</tzo>')
    expect(last).toContain('seconds="12"')
  })

  test('who does not want to tell how long they are idle does not', () => {
    idle = undefined
    receive(iq('get', juliet, questions.last))
    expect(replies[0]).toContain('service-unavailable')
  })

  test('of an unknown kind, of an unknown node, or without an id', () => {
    receive(iq('get', juliet, '<query xmlns="urn:unknown"/>'))
    receive(iq('set', juliet, '<query xmlns="urn:unknown"/>'))
    receive(iq('get', juliet, '<query xmlns="http://jabber.org/protocol/disco#info" node="other"/>'))
    expect(replies.map(reply => /service-unavailable|item-not-found/.exec(reply)?.[0])).toEqual([
      'service-unavailable',
      'service-unavailable',
      'item-not-found',
    ])
    replies = []
    receive(iq('get', juliet, questions.ping).replace(' id="rp1"', ''))
    receive(iq('result', juliet, ''))
    receive(iq('nonsense', juliet, questions.ping))
    expect(replies).toEqual([])
  })

  test('ids and names come back escaped', () => {
    const from = 'juliet@example.net/&lt;&quot;&gt;'
    receive(iq('get', from, questions.caps).replace('rp1', () => '$&amp;&lt;'))
    expect(parseFrame(replies[0] ?? '')?.attrs).toMatchObject({ id: '$&<', to: 'juliet@example.net/<">' })
  })
})
