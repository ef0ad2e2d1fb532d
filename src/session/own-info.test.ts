import { expect, test } from 'vitest'
import { version } from '../../package.json'
import { decodeDiscoInfo } from '../xmpp/xep/0030-service-discovery.ts'
import { verifyCapabilities } from '../xmpp/xep/0115-entity-capabilities.ts'
import { parseFrame } from './frame.ts'
import { ownCaps, ownCapsInfoText, ownCapsNode, ownInfoText, ownVersionText } from './own-info.ts'
import { VERSION } from './version.ts'

const read = (text: string) => {
  const iq = parseFrame(`<iq xmlns="jabber:client" type="result">${text}</iq>`)
  return iq && decodeDiscoInfo(iq)
}

test('what we say about ourselves is what our caps promise (XEP-0115 §5.4)', () => {
  const info = read(ownCapsInfoText)
  expect(info?.node).toBe(ownCapsNode)
  expect(info && verifyCapabilities(info, ownCaps)).toBe(true)
  expect(read(ownInfoText)).not.toHaveProperty('node')
})

test('the version is that of the package', () => {
  expect(VERSION).toBe(version)
  expect(ownVersionText).toContain(`<version>${version}</version>`)
})
