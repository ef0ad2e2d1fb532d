import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixture, stanza } from '../fixture.ts'
import { encodeEntityTime, getEntityTime } from './0202-entity-time.ts'

test('XEP-0202, example 2: a response to the query', () => {
  const iq = fixture(`
    <iq type='result' from='juliet@capulet.com/balcony' to='romeo@montague.net/orchard' id='time_1'>
      <time xmlns='urn:xmpp:time'><tzo>-06:00</tzo><utc>2006-12-19T17:58:35Z</utc></time>
    </iq>`)
  expect(getEntityTime.decode(iq)).toEqual({ time: Date.UTC(2006, 11, 19, 17, 58, 35), offsetMinutes: -360 })
})

describe('malformed', () => {
  test.each([
    ['no offset', '<utc>2006-12-19T17:58:35Z</utc>'],
    ['no time', '<tzo>Z</tzo>'],
    ['an offset in words', '<tzo>CET</tzo><utc>2006-12-19T17:58:35Z</utc>'],
    ['an offset out of range', '<tzo>+15:00</tzo><utc>2006-12-19T17:58:35Z</utc>'],
    ['a time in words', '<tzo>Z</tzo><utc>now</utc>'],
  ])('%s', (_, content) => {
    expect(
      getEntityTime.decode(stanza('iq', `<time xmlns='urn:xmpp:time'>${content}</time>`)),
    ).toBeUndefined()
  })
})

test('round trip', () => {
  const time = fc.record({
    time: fc.integer({ min: 0, max: 4e12 }),
    offsetMinutes: fc.integer({ min: -840, max: 840 }),
  })
  fc.assert(
    fc.property(time, value => {
      expect(getEntityTime.decode(stanza('iq', encodeEntityTime(value)))).toEqual(value)
    }),
  )
})
