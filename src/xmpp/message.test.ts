import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bare, fixture, full, overTheWire, stanza } from './fixture.ts'
import type { Jid } from './jid.ts'
import { decodeMessage, encodeMessage, type OutgoingMessage } from './message.ts'

const from = 'juliet@capulet.example/balcony'

describe('RFC 6121 §5.2', () => {
  test('§5.2.3: bodies in two languages', () => {
    const message = fixture(`
      <message from='juliet@example.com/balcony' id='z94nb37h' to='romeo@example.net' type='chat' xml:lang='en'>
        <body xml:lang='cs'>Pro&#x010D;e&#x017D; jsi ty, Romeo?</body>
        <body>Wherefore art thou, Romeo?</body>
      </message>`)
    expect(decodeMessage(message)).toEqual({
      from: 'juliet@example.com/balcony',
      to: 'romeo@example.net',
      id: 'z94nb37h',
      type: 'chat',
      body: 'Wherefore art thou, Romeo?',
    })
  })

  test('§5.2.4, §5.2.5: subject and thread', () => {
    const message = fixture(`
      <message from='juliet@example.com/balcony' id='c8xg3nf8' to='romeo@example.net' type='chat'>
        <subject>I implore you!</subject>
        <body>Wherefore art thou, Romeo?</body>
        <thread parent='e0ffe42b28561960c6b12b944a092794b9683a38'>0e3141cd80894871a68e6fe6b1ec56fa</thread>
      </message>`)
    expect(decodeMessage(message)).toMatchObject({
      subject: 'I implore you!',
      thread: '0e3141cd80894871a68e6fe6b1ec56fa',
    })
  })

  test('an empty subject is one', () => {
    expect(decodeMessage(stanza('message', '<subject/>'))?.subject).toBe('')
  })

  test('a message that came back', () => {
    const message = fixture(`
      <message from='romeo@example.net' id='m1' type='error'>
        <body>Art thou not Romeo?</body>
        <error type='cancel' by='example.net'><gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>xmpp:romeo@afterlife.example.net</gone></error>
      </message>`)
    expect(decodeMessage(message)).toMatchObject({
      type: 'error',
      id: 'm1',
      error: { type: 'cancel', condition: 'gone' },
    })
  })
})

test('every registered payload', () => {
  const message = fixture(`
    <message from='romeo@montague.example/orchard' to='juliet@capulet.example' type='chat' id='de305d54'>
      <body>Hello</body>
      <active xmlns='http://jabber.org/protocol/chatstates'/>
      <origin-id xmlns='urn:xmpp:sid:0' id='de305d54-75b4-431b-adb2-eb6b9e546013'/>
      <stanza-id xmlns='urn:xmpp:sid:0' id='5f3dbc5e' by='capulet.example'/>
      <delay xmlns='urn:xmpp:delay' from='capulet.example' stamp='2002-09-10T23:08:25Z'>Offline Storage</delay>
    </message>`)
  expect(decodeMessage(message)).toEqual({
    from: 'romeo@montague.example/orchard',
    to: 'juliet@capulet.example',
    id: 'de305d54',
    type: 'chat',
    body: 'Hello',
    chatState: 'active',
    originId: 'de305d54-75b4-431b-adb2-eb6b9e546013',
    stanzaIds: [{ id: '5f3dbc5e', by: 'capulet.example' }],
    delay: { stamp: Date.UTC(2002, 8, 10, 23, 8, 25), from: 'capulet.example' },
  })
})

describe('malformed', () => {
  test.each([
    ['without from', '<message/>'],
    ['with a from that is no JID', "<message from='@'/>"],
    ['of another namespace', "<message xmlns='urn:xmpp:ooo:0' from='a@b'><body>x</body></message>"],
    ['of another name', "<presence from='a@b'/>"],
  ])('a message %s is none', (_, text) => expect(decodeMessage(fixture(text))).toBeUndefined())

  test.each([
    ['an empty body', '<body/>'],
    ['a body of another namespace', "<body xmlns='http://www.w3.org/1999/xhtml'>x</body>"],
    ['a body inside something', "<x xmlns='urn:x'><body xmlns='jabber:client'>x</body></x>"],
    [
      'a forwarded message',
      "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='a@b'><body>x</body></message></forwarded>",
    ],
    ['an empty thread', '<thread/>'],
    ['an error in a message of another type', "<error type='cancel'/>"],
    ['idle, which belongs into presence', "<idle xmlns='urn:xmpp:idle:1' since='2024-01-01T00:00:00Z'/>"],
  ])('%s is absent', (_, content) => {
    expect(decodeMessage(stanza('message', content))).toEqual({ from, type: 'normal' })
  })

  test('an unknown type is normal', () => {
    expect(decodeMessage(fixture("<message from='a@b' type='toString'/>"))?.type).toBe('normal')
  })
})

describe('written', () => {
  test('a chat message', () => {
    const message: OutgoingMessage = {
      to: bare('romeo@montague.example'),
      type: 'chat',
      id: 'm1',
      body: '<3 & more',
      chatState: 'active',
      originId: 'm1',
      hints: ['store', 'no-copy'],
    }
    expect(encodeMessage(message).toString()).toBe(
      '<message xmlns="jabber:client" to="romeo@montague.example" id="m1" type="chat">' +
        '<body>&lt;3 &amp; more</body>' +
        '<active xmlns="http://jabber.org/protocol/chatstates"/>' +
        '<origin-id xmlns="urn:xmpp:sid:0" id="m1"/>' +
        '<store xmlns="urn:xmpp:hints"/><no-copy xmlns="urn:xmpp:hints"/></message>',
    )
  })

  test('characters that XML forbids do not reach the stream', () => {
    const message = encodeMessage({
      to: bare('a@b'),
      type: 'chat',
      id: 'm1',
      body: 'a\u0000b\uDFFFc\u{1F44B}',
    })
    expect(message.toString()).toContain('<body>abc\u{1F44B}</body>')
  })

  test('round trip', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 })
    const outgoing = fc.record(
      {
        to: fc.constantFrom<Jid>(bare('romeo@montague.net'), full('romeo@montague.net/orchard')),
        id: fc.uuid(),
        type: fc.constantFrom<OutgoingMessage['type']>('chat', 'groupchat', 'headline', 'normal'),
        body: text,
        subject: text,
        thread: fc.uuid(),
        originId: fc.uuid(),
        chatState: fc.constantFrom<NonNullable<OutgoingMessage['chatState']>>(
          'active',
          'composing',
          'gone',
          'inactive',
          'paused',
        ),
      },
      { requiredKeys: ['to', 'id', 'type'] },
    )
    fc.assert(
      fc.property(outgoing, message => {
        const element = overTheWire(encodeMessage(message))
        element.attrs['from'] = from
        expect(decodeMessage(element)).toEqual({ from, ...message })
      }),
    )
  })
})
