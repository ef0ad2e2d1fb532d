import { describe, expect, test } from 'vitest'
import { stanza } from '../fixture.ts'
import { delay, delayedFrom } from './0203-delayed-delivery.ts'

const stamped = (attributes: string) => `<delay xmlns='urn:xmpp:delay' ${attributes}>Offline Storage</delay>`
const stamp = Date.UTC(2002, 8, 10, 23, 8, 25)

describe('XEP-0203', () => {
  test('example 1: message sent to an offline entity', () => {
    const message = stanza('message', stamped("from='capulet.com' stamp='2002-09-10T23:08:25Z'"))
    expect(delay.decode(message)).toEqual({ stamp, from: 'capulet.com' })
    expect(delayedFrom.decode(message)).toBe(stamp)
  })

  test('of several the last', () => {
    const forged = stamped("from='a@b' stamp='1999-01-01T00:00:00Z'")
    const message = stanza('message', forged, stamped("from='capulet.com' stamp='2002-09-10T23:08:25Z'"))
    expect(delay.decode(message)).toEqual({ stamp, from: 'capulet.com' })
  })
})

test('a stamp by nobody, or by what is no JID', () => {
  expect(delay.decode(stanza('message', stamped("stamp='2002-09-10T23:08:25Z'")))).toEqual({ stamp })
  expect(delay.decode(stanza('message', stamped("stamp='2002-09-10T23:08:25Z' from='@'")))).toEqual({ stamp })
})

test.each([
  ['without a stamp', stamped("from='a@b'")],
  ['with the stamp of XEP-0091', stamped("stamp='20020910T23:08:25'")],
  ['of another namespace', "<delay xmlns='jabber:x:delay' stamp='2002-09-10T23:08:25Z'/>"],
  [
    'of what is forwarded',
    `<forwarded xmlns='urn:xmpp:forward:0'>${stamped("stamp='2002-09-10T23:08:25Z'")}</forwarded>`,
  ],
])('a delay %s is absent', (_, content) => expect(delay.decode(stanza('message', content))).toBeUndefined())
