import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixture, stanza } from '../fixture.ts'
import { lastInteraction } from './0319-last-interaction.ts'

const idle = (since: string) =>
  lastInteraction.decode(stanza('presence', `<idle xmlns='urn:xmpp:idle:1' since='${since}'/>`))

describe('XEP-0319', () => {
  test('listing 1: time of last user interaction in auto-away', () => {
    const presence = fixture(`
      <presence from='juliet@capulet.com/balcony'>
        <show>away</show>
        <idle xmlns='urn:xmpp:idle:1' since='1969-07-21T02:56:15Z' />
      </presence>`)
    expect(lastInteraction.decode(presence)).toBe(-14_159_025_000)
  })

  test('listing 2: presence indicating return to device', () => {
    expect(lastInteraction.decode(fixture("<presence from='juliet@capulet.com/balcony' />"))).toBeUndefined()
  })
})

test('an offset is taken into account', () => {
  expect(idle('2024-05-01T12:00:00+05:30')).toBe(Date.UTC(2024, 4, 1, 6, 30))
})

test('the future is told as it was said: only who reads a clock can clamp it', () => {
  expect(idle('2999-01-01T00:00:00Z')).toBe(Date.UTC(2999, 0, 1))
})

test.each([
  '',
  'yesterday',
  'soon 1',
  '86400',
  '-5',
  'NaN',
  '2024-02-30T00:00:00Z',
  '2024-01-01',
  '&lt;img src=x&gt;',
])('since %j is absent', since => expect(idle(since)).toBeUndefined())

test.each([
  ['without since', "<idle xmlns='urn:xmpp:idle:1'/>"],
  ['of another namespace', "<idle xmlns='urn:xmpp:idle:0' since='2024-01-01T00:00:00Z'/>"],
  ['of no namespace of its own', "<idle since='2024-01-01T00:00:00Z'/>"],
  ['inside something', "<x xmlns='urn:x'><idle xmlns='urn:xmpp:idle:1' since='2024-01-01T00:00:00Z'/></x>"],
])('idle %s is absent', (_, content) =>
  expect(lastInteraction.decode(stanza('presence', content))).toBeUndefined(),
)

test('of two the first counts', () => {
  const [first, second] = ['2024-01-01T00:00:00Z', '2020-01-01T00:00:00Z'].map(
    since => `<idle xmlns='urn:xmpp:idle:1' since='${since}'/>`,
  )
  expect(lastInteraction.decode(stanza('presence', `${first}${second}`))).toBe(Date.UTC(2024, 0, 1))
})

test('it is written in UTC, and read as the same instant', () => {
  expect(lastInteraction.encode(Date.UTC(2024, 4, 1)).toString()).toBe(
    '<idle xmlns="urn:xmpp:idle:1" since="2024-05-01T00:00:00Z"/>',
  )
  fc.assert(
    fc.property(fc.integer({ min: -1e13, max: 1e14 }), since => {
      expect(lastInteraction.decode(stanza('presence', lastInteraction.encode(since)))).toBe(since)
    }),
  )
})
