import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findLinks, LONGEST_LINK } from './find-links.ts'

function linksIn(text: string): (readonly [label: string, href: string])[] {
  return findLinks(text).flatMap(segment =>
    segment.kind === 'link' ? [[segment.text, segment.href] as const] : [],
  )
}

describe('links are found', () => {
  test.each([
    ['see https://example.org/a?b=c#d now', 'https://example.org/a?b=c#d'],
    ['http://example.org', 'http://example.org'],
    ['HTTPS://Example.org/Path', 'HTTPS://Example.org/Path'],
    ['(https://example.org/a)', 'https://example.org/a'],
    ['https://en.example.org/wiki/Juliet_(moon)', 'https://en.example.org/wiki/Juliet_(moon)'],
    ['Read https://example.org/a, then rest.', 'https://example.org/a'],
    ['“https://example.org/a”', 'https://example.org/a'],
    ['<https://example.org/a>', 'https://example.org/a'],
    ['看https://example.org/a', 'https://example.org/a'],
    ['https://example.org:8443/a', 'https://example.org:8443/a'],
    ['mailto:romeo@montague.lit', 'mailto:romeo@montague.lit'],
    ['join xmpp:balcony@rooms.capulet.lit?join!', 'xmpp:balcony@rooms.capulet.lit?join'],
    ['https://example.org/wiki/Übersicht', 'https://example.org/wiki/Übersicht'],
  ])('%s', (text, label) => expect(linksIn(text).map(([shown]) => shown)).toEqual([label]))

  test('several in one text, the words between them kept', () => {
    const segments = findLinks('a https://x.org b https://y.org c')
    expect(segments.map(({ text }) => text)).toEqual(['a ', 'https://x.org', ' b ', 'https://y.org', ' c'])
  })
})

describe('a label that is not the target is replaced by the target (T26)', () => {
  test.each([
    ['https://bücher.example/a', 'https://xn--bcher-kva.example/a'],
    ['http://0x7f.1/', 'http://127.0.0.1/'],
    ['https://ｅxample.org/', 'https://example.org/'],
    ['https://аррӏе.com/', 'https://xn--80ak6aa92e.com/'],
  ])('%s → %s', (text, shown) => expect(linksIn(text)).toEqual([[shown, shown]]))
})

describe('no link (T24, T26)', () => {
  test.each([
    ['a script', 'javascript:alert(1)'],
    ['a script in disguise', 'java\tscript:alert(1) \tJaVa\nScRiPt:1'],
    ['data', 'data:text/html,<script>alert(1)</script>'],
    ['a file', 'file:///etc/passwd'],
    ['a scheme inside a word', 'xhttps://example.org'],
    ['a name before the host', 'https://bank.example@evil.example/'],
    ['a password', 'https://a:b@evil.example/'],
    ['two scripts in one label', 'https://аpple.example/'],
    ['Greek among Latin', 'https://gοogle.example/'],
    ['an override of direction', 'https://example.org/\u202Egnp.exe'],
    ['a zero-width space', 'https://exa\u200Bmple.org/'],
    ['box drawing', 'https://example.org/ \u2500'.replace(' ', '')],
    ['a backslash', 'https://example.org\\@evil.example/'],
    ['nothing after the scheme', 'https:// http://... mailto: mailto:nobody xmpp:'],
    ['more than anybody types', `https://example.org/${'a'.repeat(LONGEST_LINK)}`],
  ])('%s', (_, text) => expect(linksIn(text)).toEqual([]))
})

test('whatever the text, its words stay and every link is of a scheme that may be followed', () => {
  const parts = fc.constantFrom(
    'http://',
    'https://',
    'xmpp:',
    'mailto:',
    '@',
    ':',
    '/',
    '(',
    ')',
    '.',
    ' ',
    'a',
    'я',
    '\u202E',
  )
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.oneof(parts, fc.string())).map(all => all.join('')),
  )
  fc.assert(
    fc.property(text, body => {
      const segments = findLinks(body)
      for (const segment of segments) {
        if (segment.kind === 'link')
          expect(['http:', 'https:', 'mailto:', 'xmpp:']).toContain(new URL(segment.href).protocol)
        else expect(body).toContain(segment.text)
      }
      const isAscii = [...body].every(character => character < '\u0080')
      if (isAscii && segments.every(one => one.kind === 'text'))
        expect(segments.map(one => one.text).join('')).toBe(body)
    }),
  )
})

test.each([
  ['colons', ':'.repeat(200_000)],
  ['schemes', 'http:'.repeat(50_000)],
  ['schemes with slashes', 'http://'.repeat(40_000)],
  ['brackets', `https://a/${'('.repeat(100_000)}${')'.repeat(100_000)}`],
  ['links', 'https://example.org/ '.repeat(10_000)],
])('200 kB of %s are one walk (T36)', (_, text) => {
  // Anything but a linear walk runs into the test's time-out.
  expect(findLinks(text).length).toBeGreaterThan(0)
})
