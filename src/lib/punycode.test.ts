import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodePunycode } from './punycode.ts'

describe('RFC 3492 §7.1: sample strings', () => {
  test.each([
    ['(A) Arabic (Egyptian)', 'egbpdaj6bu4bxfgehfvwxn', 'ليهمابتكلموشعربي؟'],
    ['(B) Chinese (simplified)', 'ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
    ['(I) Russian (Cyrillic)', 'b1abfaaepdrnnbgefbadotcwatmq2g4l', 'почемужеонинеговорятпорусски'],
    ['(L) 3<nen>B<gumi><kinpachi><sensei>', '3b-ww4c5e180e575a65lsy2b', '3年b組金八先生'],
  ])('%s', (_, punycode, text) => expect(decodePunycode(punycode)).toBe(text))
})

test('malformed text is refused', () => {
  for (const text of ['', '!', 'A', 'a-\u00FC', '99999999', 'a'.repeat(60)])
    expect(decodePunycode(text)).toBeUndefined()
})

test('the reverse of what the platform encodes', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...'abc01é\u00DFжязאשن中文字あい'),
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(letters, text => {
      let host: string
      try {
        host = new URL(`http://${text}/`).hostname
      } catch {
        return
      }
      if (host.startsWith('xn--')) expect(decodePunycode(host.slice(4))).toBe(text.normalize('NFC'))
    }),
  )
})

test('never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'abcxyz0189-'), maxLength: 70 }), text => {
      decodePunycode(text)
    }),
    { numRuns: 2000 },
  )
})
