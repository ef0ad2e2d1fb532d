import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bare } from './fixture.ts'
import {
  bareJidOf,
  domainOf,
  isFullJid,
  type Jid,
  localOf,
  parseBareJid,
  parseJid,
  resourceOf,
  withResource,
} from './jid.ts'

describe('RFC 7622 §3.5, table 1: examples of legal JIDs', () => {
  test.each([
    ['juliet@example.com', 'juliet@example.com'],
    ['juliet@example.com/foo', 'juliet@example.com/foo'],
    ['juliet@example.com/foo bar', 'juliet@example.com/foo bar'],
    ['juliet@example.com/foo@bar', 'juliet@example.com/foo@bar'],
    ['foo\\20bar@example.com', 'foo\\20bar@example.com'],
    ['fussball@example.com', 'fussball@example.com'],
    ['fu\u00DFball@example.com', 'fu\u00DFball@example.com'],
    ['\u03C0@example.com', '\u03C0@example.com'],
    ['\u03A3@example.com/foo', '\u03C3@example.com/foo'],
    ['\u03C3@example.com/foo', '\u03C3@example.com/foo'],
    ['\u03C2@example.com/foo', '\u03C2@example.com/foo'],
    ['king@example.com/\u265A', 'king@example.com/\u265A'],
    ['example.com', 'example.com'],
    ['example.com/foobar', 'example.com/foobar'],
    ['a.example.com/b@example.net', 'a.example.com/b@example.net'],
  ])('%s', (text, prepared) => expect(parseJid(text)).toBe(prepared))
})

describe('RFC 7622 §3.5, table 2: examples of strings that are not JIDs', () => {
  test.each([
    ['quotation marks in the local part', '"juliet"@example.com'],
    ['a space in the local part', 'foo bar@example.com'],
    ['an empty resource', 'juliet@example.com/'],
    ['an empty local part', '@example.com/foobar'],
    ['a compatibility character in the local part', 'henry\u2163@example.com'],
    ['a symbol in the local part', '\u265A@example.com'],
    ['no domain', 'juliet@'],
    ['a resource alone', '/foobar'],
  ])('%s', (_, text) => expect(parseJid(text)).toBeUndefined())
})

describe('one form to compare', () => {
  test.each([
    ['case', 'Juliet@Example.COM/Balcony', 'juliet@example.com/Balcony'],
    ['a final dot', 'juliet@example.com.', 'juliet@example.com'],
    ['fullwidth letters', '\uFF4A\uFF55\uFF4C\uFF49\uFF45\uFF54@example.com', 'juliet@example.com'],
    ['an ideographic full stop', 'juliet@example\u3002com', 'juliet@example.com'],
    ['a decomposed letter', 'ame\u0301lie@example.com/cafe\u0301', 'am\u00E9lie@example.com/caf\u00E9'],
    ['an A-label', 'xn--bcher-kva.example', 'b\u00FCcher.example'],
    ['an A-label with a sharp s', 'xn--fa-hia.de', 'fa\u00DF.de'],
    ['a U-label', 'B\u00DCCHER.example', 'b\u00FCcher.example'],
    ['an IPv4 address', 'juliet@127.0.0.1', 'juliet@127.0.0.1'],
    ['an IPv6 address', 'juliet@[2001:DB8:0::1]/x', 'juliet@[2001:db8::1]/x'],
    ['another space in a resource', 'a@b/x\u00A0y', 'a@b/x y'],
    ['Hebrew', '\u05E9\u05DC\u05D5\u05DD@example.com', '\u05E9\u05DC\u05D5\u05DD@example.com'],
    ['a middle dot between two l', 'col\u00B7legi@example.com', 'col\u00B7legi@example.com'],
    [
      'a joiner after a virama',
      '\u0915\u094D\u200D\u0937@example.com',
      '\u0915\u094D\u200D\u0937@example.com',
    ],
    ['a key of every object', '__proto__@example.com/constructor', '__proto__@example.com/constructor'],
    ['slashes in a resource', 'a@b//c/d', 'a@b//c/d'],
  ])('%s', (_, text, prepared) => {
    expect(parseJid(text)).toBe(prepared)
    expect(parseJid(prepared)).toBe(prepared)
  })
})

describe('refused', () => {
  test.each([
    ['nothing', ''],
    ['two at-signs', 'a@b@c'],
    ['an apostrophe', "o'hara@example.com"],
    ['a colon', 'xmpp:a@example.com'],
    ['markup', '<img>@example.com'],
    ['an ampersand', 'a&b@example.com'],
    ['a leading space', ' a@example.com'],
    ['a space in the domain', 'a@exam ple.com'],
    ['an underscore in the domain', '__proto__'],
    ['an empty label', 'a@example..com'],
    ['only a dot', 'a@.'],
    ['a label that begins with a hyphen', 'a@-example.com'],
    ['a label that ends with a hyphen', 'a@example-.com'],
    ['a reserved label', 'a@ab--cd.example'],
    ['a label of 64 characters', `a@${'b'.repeat(64)}.example`],
    ['an A-label that hides ASCII', 'xn--abc-.example'],
    ['an A-label that is none', 'xn--a'],
    ['an A-label of a symbol', 'xn--n3h.net'],
    ['a ligature', 'o\uFB03ce@example.com'],
    ['old Hangul', '\u1100@example.com'],
    ['a label whose A-label is too long', `a@${'\u00FC'.repeat(62)}.example`],
    ['a symbol in the domain', '\u2603.net'],
    ['an IPv4 address out of range', 'a@256.1.1.1'],
    ['half an IPv4 address', 'a@1.2.3'],
    ['a broken IPv6 address', 'a@[::1'],
    ['a zone', 'a@[fe80::1%25eth0]'],
    ['a bidi override in the local part', 'a\u202Eb@example.com'],
    ['a bidi override in the resource', 'a@example.com/\u202Eb'],
    ['a bidi isolate in the domain', 'a@exam\u2066ple.com'],
    ['a zero-width space', 'a@example.com/\u200B'],
    ['a soft hyphen', 'a\u00ADb@example.com'],
    ['a joiner after a letter', 'a\u200Db@example.com'],
    ['a control character', 'a@example.com/x\u0000'],
    ['half a surrogate pair', 'a@example.com/\uD800'],
    ['a private character', 'a@example.com/\uE000'],
    ['two directions in one name', '\u05E9\u05DCa@example.com'],
    ['a local part of 1,024 bytes', `${'\u00E9'.repeat(512)}@example.com`],
    ['a resource of 1,024 bytes', `a@example.com/${'x'.repeat(1024)}`],
  ])('%s', (_, text) => expect(parseJid(text)).toBeUndefined())

  test('parts of 1,023 bytes are not', () => {
    expect(parseJid(`${'a'.repeat(1023)}@example.com/${'b'.repeat(1023)}`)).toHaveLength(2059)
  })
})

describe('parts', () => {
  const full = parseJid('Juliet@Capulet.example/at@the/balcony') as Jid

  test('of a full JID', () => {
    expect(isFullJid(full)).toBe(true)
    expect(bareJidOf(full)).toBe('juliet@capulet.example')
    expect(localOf(full)).toBe('juliet')
    expect(domainOf(full)).toBe('capulet.example')
    expect(resourceOf(full)).toBe('at@the/balcony')
  })

  test('of a server', () => {
    const server = bare('capulet.example')
    expect(isFullJid(server)).toBe(false)
    expect(bareJidOf(server)).toBe(server)
    expect(localOf(server)).toBeUndefined()
    expect(domainOf(server)).toBe(server)
    expect(resourceOf(server)).toBeUndefined()
  })

  test('a bare JID has no resource', () => {
    expect(parseBareJid('juliet@capulet.example')).toBe('juliet@capulet.example')
    expect(parseBareJid('juliet@capulet.example/balcony')).toBeUndefined()
    expect(parseBareJid('juliet@capulet.example/')).toBeUndefined()
  })

  test('a resource is prepared and checked', () => {
    expect(withResource(bareJidOf(full), 'cafe\u0301')).toBe('juliet@capulet.example/caf\u00E9')
    expect(() => withResource(bareJidOf(full), '')).toThrow(RangeError)
    expect(() => withResource(bareJidOf(full), '\u202E')).toThrow(RangeError)
  })
})

describe('of anything', () => {
  const odd = fc.oneof(
    fc.array(fc.integer({ min: 0, max: 0xffff })).map(units => String.fromCharCode(...units)),
    fc.string({ unit: 'grapheme' }),
    fc.string({
      unit: fc.constantFrom(...'aZ1.-@/\u00DF\u03A3\u0130\u00E9e\u0301\u05D0\u0661\u200D\uFF21\u3002 x'),
    }),
    fc
      .tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme', minLength: 1 }))
      .map(([local, resource]) => `${local}@example.com/${resource}`),
    fc.webUrl().map(url => `a@${url.split('/')[2] ?? ''}`),
  )

  test('what is prepared stays as it is', () => {
    fc.assert(
      fc.property(odd, text => {
        const jid = parseJid(text)
        if (jid !== undefined) expect(parseJid(jid)).toBe(jid)
      }),
      { numRuns: 2000 },
    )
  })

  test('the parts make up the whole', () => {
    fc.assert(
      fc.property(odd, text => {
        const jid = parseJid(text)
        if (jid === undefined) return
        const [local, resource] = [localOf(jid), resourceOf(jid)]
        expect(
          `${local === undefined ? '' : `${local}@`}${domainOf(jid)}${resource === undefined ? '' : `/${resource}`}`,
        ).toBe(jid)
      }),
    )
  })
})
