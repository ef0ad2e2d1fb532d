import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bare, fixture, stanza } from './fixture.ts'
import {
  decodeRosterItems,
  decodeRosterPush,
  getRoster,
  type RosterItem,
  removeRosterItem,
  setRosterItem,
} from './roster.ts'

const query = (...items: string[]) =>
  stanza('iq', `<query xmlns='jabber:iq:roster'>${items.join('')}</query>`)
const push = (content: string) => fixture(`<iq type='set' id='p1'>${content}</iq>`)

describe('RFC 6121 §2', () => {
  test('§2.1.3, §2.1.4: roster get and result', () => {
    expect(getRoster.encode({}).toString()).toBe('<query xmlns="jabber:iq:roster"/>')
    const result = fixture(`
      <iq id='hu2bac18' to='juliet@example.com/balcony' type='result'>
        <query xmlns='jabber:iq:roster' ver='ver11'>
          <item jid='romeo@example.net' name='Romeo' subscription='both'><group>Friends</group></item>
          <item jid='mercutio@example.com' name='Mercutio' subscription='from'/>
          <item jid='benvolio@example.net' name='Benvolio' subscription='none' ask='subscribe'/>
        </query>
      </iq>`)
    expect(getRoster.decode(result)).toEqual({
      version: 'ver11',
      items: [
        {
          jid: 'romeo@example.net',
          name: 'Romeo',
          subscription: 'both',
          pendingOut: false,
          groups: ['Friends'],
        },
        {
          jid: 'mercutio@example.com',
          name: 'Mercutio',
          subscription: 'from',
          pendingOut: false,
          groups: [],
        },
        { jid: 'benvolio@example.net', name: 'Benvolio', subscription: 'none', pendingOut: true, groups: [] },
      ],
    })
  })

  test('§2.6.2, §2.6.3: with a version, and nothing has changed', () => {
    expect(getRoster.encode({ version: 'ver14' }).toString()).toBe(
      '<query xmlns="jabber:iq:roster" ver="ver14"/>',
    )
    expect(getRoster.encode({ version: '' }).toString()).toBe('<query xmlns="jabber:iq:roster" ver=""/>')
    expect(getRoster.decode(fixture("<iq type='result' id='r1h3vzp7'/>"))).toBe('unchanged')
  })

  test('§2.1.6: a push', () => {
    const iq = fixture(`
      <iq id='a78b4q6ha463' to='juliet@example.com/balcony' type='set'>
        <query xmlns='jabber:iq:roster' ver='ver12'><item jid='nurse@example.com' subscription='remove'/></query>
      </iq>`)
    expect(decodeRosterPush(iq)).toEqual({
      version: 'ver12',
      item: { jid: 'nurse@example.com', subscription: 'remove', pendingOut: false, groups: [] },
    })
  })

  test('§2.3.1, §2.5.1: set and remove', () => {
    const nurse = bare('nurse@example.com')
    expect(
      setRosterItem.encode({ jid: nurse, name: 'Nurse & Co', groups: ['Servants', 'Servants'] }).toString(),
    ).toBe(
      '<query xmlns="jabber:iq:roster"><item jid="nurse@example.com" name="Nurse &amp; Co"><group>Servants</group></item></query>',
    )
    expect(removeRosterItem.encode({ jid: nurse }).toString()).toBe(
      '<query xmlns="jabber:iq:roster"><item jid="nurse@example.com" subscription="remove"/></query>',
    )
    expect(setRosterItem.decode(fixture("<iq type='result'/>"))).toBe(true)
  })
})

describe('malformed', () => {
  test.each([
    ['without a JID', "<item name='x'/>"],
    ['whose JID has no legal domain', "<item jid='__proto__'/>"],
    ['whose JID has a resource', "<item jid='a@b/c'/>"],
    ['of another namespace', "<item xmlns='urn:x' jid='a@b'/>"],
    ['that is removed', "<item jid='a@b' subscription='remove'/>"],
  ])('an item %s costs itself only', (_, item) => {
    expect(getRoster.decode(query(item, "<item jid='good@b'/>"))).toMatchObject({
      items: [{ jid: 'good@b' }],
    })
  })

  test('an unknown subscription is none, an empty name and group are absent', () => {
    const item =
      "<item jid='a@b' subscription='valueOf' ask='maybe' name=''><group/><group>x</group><group>x</group></item>"
    expect(getRoster.decode(query(item))).toEqual({
      items: [{ jid: 'a@b', subscription: 'none', pendingOut: false, groups: ['x'] }],
    })
  })

  test('of one JID written in two ways the last item wins', () => {
    expect(
      getRoster.decode(query("<item jid='A@b' name='1'/>", "<item jid='a@B.' name='2'/>")),
    ).toMatchObject({
      items: [{ jid: 'a@b', name: '2' }],
    })
  })

  test('a result of something else is none', () => {
    expect(getRoster.decode(stanza('iq', "<query xmlns='jabber:iq:private'/>"))).toBeUndefined()
  })

  test.each([
    ['of two items', "<query xmlns='jabber:iq:roster'><item jid='a@b'/><item jid='c@d'/></query>"],
    [
      'of two items, one malformed',
      "<query xmlns='jabber:iq:roster'><item jid='a@b'/><item jid='@'/></query>",
    ],
    ['of no item', "<query xmlns='jabber:iq:roster'/>"],
    ['of a malformed item', "<query xmlns='jabber:iq:roster'><item jid='@'/></query>"],
    [
      'of two queries',
      "<query xmlns='jabber:iq:roster'><item jid='a@b'/></query><query xmlns='jabber:iq:roster'/>",
    ],
    ['of another namespace', "<query xmlns='urn:x'><item jid='a@b'/></query>"],
    ['inside something', "<x xmlns='urn:x'><query xmlns='jabber:iq:roster'><item jid='a@b'/></query></x>"],
  ])('a push %s is none', (_, content) => expect(decodeRosterPush(push(content))).toBeUndefined())

  test('a push that is no set is none', () => {
    expect(decodeRosterPush(query("<item jid='a@b'/>"))).toBeUndefined()
  })
})

test('items one by one are the items at once', () => {
  const jids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { maxLength: 30 })
  fc.assert(
    fc.property(jids, names => {
      const iq = query(...names.map(name => `<item jid='${name}@example.com' name='${name}'/>`))
      const element = iq.getChild('query', 'jabber:iq:roster')
      const items: RosterItem[] = element ? [...decodeRosterItems(element)] : []
      expect(getRoster.decode(iq)).toEqual({ items })
      expect(items.map(item => item.name)).toEqual(names)
    }),
  )
})
