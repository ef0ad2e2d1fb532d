import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { excerptOf } from './excerpt.ts'
import { isTooLong, LARGEST_MESSAGE, sizeOnWire } from './message-size.ts'

describe('the size of a message', () => {
  test('is that of its UTF-8, with what XML escapes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), body => {
        const escaped = body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
        expect(sizeOnWire(body)).toBe(new TextEncoder().encode(escaped).length)
      }),
    )
  })

  test('has its limit to the byte', () => {
    expect(isTooLong('a'.repeat(LARGEST_MESSAGE))).toBe(false)
    expect(isTooLong('a'.repeat(LARGEST_MESSAGE + 1))).toBe(true)
    expect(isTooLong('&'.repeat(LARGEST_MESSAGE / 4))).toBe(true)
  })
})

describe('an excerpt', () => {
  test('is the whole of a usual message', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), body => {
        expect(excerptOf(body)).toBe(body)
      }),
    )
  })

  test('ends after 4,000 characters, never within one', () => {
    expect(excerptOf('a'.repeat(9_999))).toHaveLength(4_000)
    expect(excerptOf(`a${'🌙'.repeat(3_000)}`)).toHaveLength(3_999)
  })

  test('ends after 60 lines', () => {
    expect(excerptOf('a\n'.repeat(1_000)).split('\n')).toHaveLength(60)
  })
})
