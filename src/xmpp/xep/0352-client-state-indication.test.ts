import { expect, test } from 'vitest'
import { encodeClientState } from './0352-client-state-indication.ts'

test('XEP-0352, §4.2: client indicates that it is inactive, and active again', () => {
  expect(encodeClientState('inactive').toString()).toBe('<inactive xmlns="urn:xmpp:csi:0"/>')
  expect(encodeClientState('active').toString()).toBe('<active xmlns="urn:xmpp:csi:0"/>')
})
