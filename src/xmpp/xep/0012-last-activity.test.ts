import { describe, expect, test } from 'vitest'
import { fixture, stanza } from '../fixture.ts'
import { encodeLastActivity, getLastActivity } from './0012-last-activity.ts'

describe('XEP-0012', () => {
  test('example 1: last activity query', () => {
    expect(getLastActivity.encode().toString()).toBe('<query xmlns="jabber:iq:last"/>')
  })

  test('example 2: last activity response by server', () => {
    const iq = fixture(`
      <iq from='juliet@capulet.com' id='last1' to='romeo@montague.net/orchard' type='result'>
        <query xmlns='jabber:iq:last' seconds='903'>Heading Home</query>
      </iq>`)
    expect(getLastActivity.decode(iq)).toEqual({ seconds: 903, text: 'Heading Home' })
  })

  test('example 5: last activity response by client', () => {
    const iq = fixture(`
      <iq from='juliet@capulet.com/balcony' id='last2' to='romeo@montague.net/orchard' type='result'>
        <query xmlns='jabber:iq:last' seconds='123'/>
      </iq>`)
    expect(getLastActivity.decode(iq)).toEqual({ seconds: 123 })
  })
})

test.each(['', '-1', '1.5', '1e3', 'NaN', '0x10', ' 5', '9999999999999'])(
  '%j seconds are malformed',
  seconds => {
    expect(
      getLastActivity.decode(stanza('iq', `<query xmlns='jabber:iq:last' seconds='${seconds}'/>`)),
    ).toBeUndefined()
  },
)

test('no seconds are malformed', () => {
  expect(getLastActivity.decode(stanza('iq', "<query xmlns='jabber:iq:last'/>"))).toBeUndefined()
  expect(getLastActivity.decode(stanza('iq'))).toBeUndefined()
})

test('an answer is of whole seconds and never negative', () => {
  expect(encodeLastActivity({ seconds: 12.9 }).toString()).toBe(
    '<query xmlns="jabber:iq:last" seconds="12"/>',
  )
  expect(encodeLastActivity({ seconds: -3 }).toString()).toBe('<query xmlns="jabber:iq:last" seconds="0"/>')
})
