import { expect, test } from 'vitest'
import { stanza } from '../fixture.ts'
import { nickname } from './0172-user-nickname.ts'

test('XEP-0172, example 8: including nickname with a subscription request', () => {
  expect(
    nickname.decode(stanza('presence', "<nick xmlns='http://jabber.org/protocol/nick'>Ishmael</nick>")),
  ).toBe('Ishmael')
})

test.each([
  ['empty', "<nick xmlns='http://jabber.org/protocol/nick'/>"],
  ['blank', "<nick xmlns='http://jabber.org/protocol/nick'> \n </nick>"],
  ['of another namespace', '<nick>Ishmael</nick>'],
])('a name that is %s is absent', (_, content) =>
  expect(nickname.decode(stanza('presence', content))).toBeUndefined(),
)

test('round trip', () => {
  expect(nickname.decode(stanza('presence', nickname.encode('<b>Ishmael</b> & co')))).toBe(
    '<b>Ishmael</b> & co',
  )
})
