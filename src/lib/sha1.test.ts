import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha1 } from './sha1.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const utf8 = new TextEncoder()

test('the examples of the standard', () => {
  expect(hex(sha1(utf8.encode('abc')))).toBe('a9993e364706816aba3e25717850c26c9cd0d89d')
  const two = 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'
  expect(hex(sha1(utf8.encode(two)))).toBe('84983e441c3bd26ebaae4aa1f95129e5e54670f1')
  expect(hex(sha1(new Uint8Array(0)))).toBe('da39a3ee5e6b4b0d3255bfef95601890afd80709')
})

test('the same as everybody else’s, at every length round a block and for any bytes', () => {
  const theirs = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest('hex')
  for (let length = 0; length < 200; length++) {
    const bytes = new Uint8Array(length).fill(length)
    expect(hex(sha1(bytes))).toBe(theirs(bytes))
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), bytes => hex(sha1(bytes)) === theirs(bytes)))
})
