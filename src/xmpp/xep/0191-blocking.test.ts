import { describe, expect, test } from 'vitest'
import { bare, fixture } from '../fixture.ts'
import { block, decodeBlockingPush, getBlocked, unblock } from './0191-blocking.ts'

const push = (content: string) => decodeBlockingPush(fixture(`<iq type='set' id='push1'>${content}</iq>`))

describe('XEP-0191', () => {
  test('example 2, 3: requesting and receiving the blocklist', () => {
    expect(getBlocked.encode().toString()).toBe('<blocklist xmlns="urn:xmpp:blocking"/>')
    const iq = fixture(`
      <iq type='result' id='blocklist1'>
        <blocklist xmlns='urn:xmpp:blocking'><item jid='romeo@montague.net'/><item jid='iago@shakespeare.lit'/></blocklist>
      </iq>`)
    expect(getBlocked.decode(iq)).toEqual(['romeo@montague.net', 'iago@shakespeare.lit'])
  })

  test('example 5: an empty blocklist', () => {
    expect(
      getBlocked.decode(fixture("<iq type='result'><blocklist xmlns='urn:xmpp:blocking'/></iq>")),
    ).toEqual([])
    expect(getBlocked.decode(fixture("<iq type='result'/>"))).toBeUndefined()
  })

  test('example 6, 8: block command and push', () => {
    expect(block.encode({ jid: bare('romeo@montague.net') }).toString()).toBe(
      '<block xmlns="urn:xmpp:blocking"><item jid="romeo@montague.net"/></block>',
    )
    expect(push("<block xmlns='urn:xmpp:blocking'><item jid='romeo@montague.net'/></block>")).toEqual({
      type: 'blocked',
      jids: ['romeo@montague.net'],
    })
  })

  test('example 11, 13: unblock command and push', () => {
    expect(unblock.encode({ jid: bare('romeo@montague.net') }).toString()).toBe(
      '<unblock xmlns="urn:xmpp:blocking"><item jid="romeo@montague.net"/></unblock>',
    )
    expect(push("<unblock xmlns='urn:xmpp:blocking'><item jid='romeo@montague.net'/></unblock>")).toEqual({
      type: 'unblocked',
      jids: ['romeo@montague.net'],
    })
  })

  test('example 16: push of unblocking everybody', () => {
    expect(push("<unblock xmlns='urn:xmpp:blocking'/>")).toEqual({ type: 'unblocked', jids: 'all' })
  })
})

describe('malformed', () => {
  test.each([
    ['a block of nobody', "<block xmlns='urn:xmpp:blocking'/>"],
    ['a block of what is no JID', "<block xmlns='urn:xmpp:blocking'><item jid='@'/></block>"],
    [
      'an unblock of what is no JID, which is not everybody',
      "<unblock xmlns='urn:xmpp:blocking'><item jid='@'/></unblock>",
    ],
    ['an unblock of something unknown', "<unblock xmlns='urn:xmpp:blocking'><x xmlns='urn:x'/></unblock>"],
    ['another namespace', "<unblock xmlns='urn:x'/>"],
  ])('%s', (_, content) => expect(push(content)).toBeUndefined())

  test('a push that is no set', () => {
    expect(
      decodeBlockingPush(fixture("<iq type='result'><unblock xmlns='urn:xmpp:blocking'/></iq>")),
    ).toBeUndefined()
  })

  test('an entry costs itself only', () => {
    const iq = fixture(
      "<iq type='result'><blocklist xmlns='urn:xmpp:blocking'><item/><item jid='a@b'/></blocklist></iq>",
    )
    expect(getBlocked.decode(iq)).toEqual(['a@b'])
  })
})
