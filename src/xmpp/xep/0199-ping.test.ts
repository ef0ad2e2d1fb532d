import { expect, test } from 'vitest'
import { fixture } from '../fixture.ts'
import { ping } from './0199-ping.ts'

test('XEP-0199, example 4, 5: ping and pong', () => {
  expect(ping.encode().toString()).toBe('<ping xmlns="urn:xmpp:ping"/>')
  expect(
    ping.decode(fixture("<iq from='capulet.lit' to='juliet@capulet.lit/balcony' id='c2s1' type='result'/>")),
  ).toBe(true)
})
