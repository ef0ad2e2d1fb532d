import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fixture } from './fixture.ts'
import { child, children, childText, elements, humanText, legalText, localName, onlyChild } from './xml.ts'

const parent = fixture(`
  <message xmlns='jabber:client' xmlns:x='urn:x'>
    <body xmlns='urn:other'>other</body>
    <wrapper xmlns='urn:wrapper'><body xmlns='jabber:client'>nested</body></wrapper>
    <x:body>prefixed</x:body>
    <body xml:lang='de'>Hallo</body>
    <body>hello</body>
  </message>`)

test('children are found by name and namespace, and only direct ones', () => {
  expect(childText(parent, 'body', 'jabber:client')).toBe('Hallo')
  expect(childText(parent, 'body', 'urn:other')).toBe('other')
  expect(childText(parent, 'body', 'urn:x')).toBe('prefixed')
  expect(child(parent, 'body', 'urn:wrapper')).toBeUndefined()
  expect(children(parent, 'body', 'jabber:client').map(body => body.text())).toEqual(['Hallo', 'hello'])
  expect(onlyChild(parent, 'body', 'jabber:client')).toBeUndefined()
  expect(onlyChild(parent, 'body', 'urn:other')?.text()).toBe('other')
  expect(elements(parent).map(localName)).toEqual(['body', 'wrapper', 'body', 'body', 'body'])
})

test('human text is the one without a language, else the first', () => {
  expect(humanText(parent, 'body', 'jabber:client')).toBe('hello')
  expect(
    humanText(fixture(`<a><b xml:lang='de'>Hallo</b><b xml:lang='fr'>Salut</b></a>`), 'b', 'jabber:client'),
  ).toBe('Hallo')
  expect(humanText(fixture('<a/>'), 'b', 'jabber:client')).toBeUndefined()
})

test('legal text holds nothing that a server would close the stream for', () => {
  expect(legalText('a\u0000b\u0008c\u000Bd\uFFFEe\uD800f\uDC00g')).toBe('abcdefg')
  expect(legalText('tab\t line\n emoji \u{1F44B} é')).toBe('tab\t line\n emoji \u{1F44B} é')
  const anyUnits = fc.array(fc.integer({ min: 0, max: 0xffff })).map(units => String.fromCharCode(...units))
  fc.assert(
    fc.property(anyUnits, text => {
      const legal = legalText(text)
      expect([...legal].every(character => character >= ' ' || '\t\n\r'.includes(character))).toBe(true)
      expect(/[\uFFFE\uFFFF\p{Cs}]/u.test(legal)).toBe(false)
      expect(legalText(legalText(text))).toBe(legalText(text))
    }),
  )
})
