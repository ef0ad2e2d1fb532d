import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bare, fixture, full, overTheWire } from './fixture.ts'
import type { Jid } from './jid.ts'
import { decodePresence, encodePresence, type OutgoingPresence } from './presence.ts'

const plain = { type: 'available', availability: 'available', priority: 0 }

describe('RFC 6121 §4', () => {
  test('§4.2.1: initial presence', () => {
    expect(decodePresence(fixture(`<presence from='juliet@example.com/balcony'/>`))).toEqual({
      from: 'juliet@example.com/balcony',
      ...plain,
    })
  })

  test('§4.7.2.1: show and status', () => {
    const presence = fixture(`
      <presence from='romeo@example.net/orchard' xml:lang='en'>
        <show>dnd</show>
        <status>Wooing Juliet</status>
        <status xml:lang='cs'>Dvo&#x0159;&#x00ED;m se Julii</status>
        <priority>1</priority>
      </presence>`)
    expect(decodePresence(presence)).toMatchObject({
      availability: 'dnd',
      status: 'Wooing Juliet',
      priority: 1,
    })
  })

  test('§3.1.2: a subscription request with a nickname (XEP-0172 example 8)', () => {
    const presence = fixture(`
      <presence from='narrator@moby-dick.lit' to='starbuck@moby-dick.lit' type='subscribe'>
        <nick xmlns='http://jabber.org/protocol/nick'>Ishmael</nick>
      </presence>`)
    expect(decodePresence(presence)).toMatchObject({
      from: 'narrator@moby-dick.lit',
      to: 'starbuck@moby-dick.lit',
      type: 'subscribe',
      nickname: 'Ishmael',
    })
  })

  test('an error that came back', () => {
    const presence = fixture(`
      <presence type='error' from='juliet@capulet.lit' id='p1'>
        <error type='cancel'><remote-server-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>
      </presence>`)
    expect(decodePresence(presence)).toMatchObject({
      id: 'p1',
      type: 'error',
      error: { type: 'cancel', condition: 'remote-server-not-found' },
    })
    expect(
      decodePresence(fixture(`<presence from='a@b'><error type='wait'/></presence>`)),
    ).not.toHaveProperty('error')
  })
})

describe('XEP-0319: as servers pass it on', () => {
  test('idle, with the delay of a late joiner', () => {
    const presence = fixture(`
      <presence from='juliet@capulet.com/balcony' to='romeo@montague.net/orchard' xml:lang='en'>
        <show>away</show>
        <idle xmlns='urn:xmpp:idle:1' since='1969-07-21T02:56:15Z'/>
        <x xmlns='vcard-temp:x:update'/>
        <c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='http://code.google.com/p/exodus' ver='QgayPKawpkPSDYmwT/WM94uAlu0='/>
        <delay xmlns='urn:xmpp:delay' from='juliet@capulet.com/balcony' stamp='2024-05-01T12:00:00Z'/>
      </presence>`)
    expect(decodePresence(presence)).toEqual({
      ...plain,
      from: 'juliet@capulet.com/balcony',
      to: 'romeo@montague.net/orchard',
      availability: 'away',
      idleSince: -14_159_025_000,
      delayedFrom: Date.UTC(2024, 4, 1, 12),
      caps: { hash: 'sha-1', node: 'http://code.google.com/p/exodus', ver: 'QgayPKawpkPSDYmwT/WM94uAlu0=' },
    })
  })
})

describe('malformed', () => {
  test.each([
    ['without from', '<presence/>'],
    ['with a from that is no JID', "<presence from='@'/>"],
    ['of an unknown type', "<presence from='a@b' type='constructor'/>"],
    ['with an empty type', "<presence from='a@b' type=''/>"],
    ['of another namespace', "<presence xmlns='urn:x' from='a@b'/>"],
    ['of another name', "<message from='a@b'/>"],
  ])('a presence %s is none', (_, text) => expect(decodePresence(fixture(text))).toBeUndefined())

  test.each([
    ['an unknown show', '<show>brb</show>'],
    ['an empty show', '<show/>'],
    ['a show of another namespace', "<show xmlns='urn:x'>dnd</show>"],
    ['a nested show', "<x xmlns='urn:x'><show xmlns='jabber:client'>dnd</show></x>"],
    ['an empty status', '<status/>'],
    ['a priority that is no number', '<priority>high</priority>'],
    ['a priority that is no whole number', '<priority>1.5</priority>'],
    ['a priority out of range', '<priority>128</priority>'],
    ['a priority below the range', '<priority>-129</priority>'],
    ['a priority in hexadecimal', '<priority>0x1</priority>'],
    ['an idle time that is none', "<idle xmlns='urn:xmpp:idle:1' since='yesterday'/>"],
    [
      'forwarded presence',
      "<forwarded xmlns='urn:xmpp:forward:0'><status xmlns='jabber:client'>x</status></forwarded>",
    ],
  ])('%s is absent', (_, content) => {
    expect(decodePresence(fixture(`<presence from='a@b'>${content}</presence>`))).toEqual({
      from: 'a@b',
      ...plain,
    })
  })
})

describe('written', () => {
  test('what says nothing is left out', () => {
    expect(
      encodePresence({ type: 'available', availability: 'available', priority: 0, status: '' }).toString(),
    ).toBe('<presence xmlns="jabber:client"/>')
  })

  test('XEP-0319, listing 1', () => {
    expect(encodePresence({ availability: 'away', idleSince: -14_159_025_000 }).toString()).toBe(
      '<presence xmlns="jabber:client"><show>away</show><idle xmlns="urn:xmpp:idle:1" since="1969-07-21T02:56:15Z"/></presence>',
    )
  })

  test('characters that XML forbids do not reach the stream', () => {
    expect(encodePresence({ status: 'a\u0000b\uD800' }).toString()).toContain('<status>ab</status>')
  })

  test('round trip', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter(value => value.trim() === value)
    const outgoing = fc.record(
      {
        to: fc.constantFrom<Jid>(bare('romeo@montague.net'), full('romeo@montague.net/orchard')),
        id: fc.uuid(),
        type: fc.constantFrom<NonNullable<OutgoingPresence['type']>>(
          'available',
          'probe',
          'subscribe',
          'unavailable',
        ),
        availability: fc.constantFrom<NonNullable<OutgoingPresence['availability']>>(
          'available',
          'away',
          'chat',
          'dnd',
          'xa',
        ),
        status: text,
        priority: fc.integer({ min: -128, max: 127 }),
        idleSince: fc.integer({ min: -1e12, max: 4e12 }),
        caps: fc.record({ node: text, ver: text, hash: fc.constant('sha-1') }),
        nickname: text,
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(outgoing, presence => {
        const element = overTheWire(encodePresence(presence))
        element.attrs['from'] = 'juliet@capulet.com/balcony'
        expect(decodePresence(element)).toEqual({ ...plain, from: 'juliet@capulet.com/balcony', ...presence })
      }),
    )
  })
})
