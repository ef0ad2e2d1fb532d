import { expect, test } from 'vitest'
import { encodeHint } from './0334-message-processing-hints.ts'

test('XEP-0334, example 1: an off-the-record message', () => {
  expect(encodeHint('no-store').toString()).toBe('<no-store xmlns="urn:xmpp:hints"/>')
})
