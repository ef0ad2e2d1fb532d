// XEP-0030, XEP-0115: what we say about ourselves. One answer a release, so that servers and contacts ask once for it.
import { ownFeatures } from '../xmpp/features.ts'
import { type DiscoInfo, encodeDiscoInfo } from '../xmpp/xep/0030-service-discovery.ts'
import { encodeSoftwareVersion } from '../xmpp/xep/0092-software-version.ts'
import { type Capabilities, capabilityVer } from '../xmpp/xep/0115-entity-capabilities.ts'
import { VERSION } from './version.ts'

const NAME = 'Whereabouts'
/** A name, not an address to visit; it stays when the program moves. */
const NODE = 'https://whereabouts.example/'

const info: DiscoInfo = {
  identities: [{ category: 'client', type: 'web', name: NAME }],
  features: ownFeatures,
  forms: [],
}

export const ownCaps: Capabilities = {
  node: NODE,
  ver: capabilityVer(info, 'sha-1') ?? '',
  hash: 'sha-1',
}

/** What our own hash stands for. */
export const ownClient = { name: NAME, type: 'web', features: ownFeatures }

/** The node that others ask for when they have seen our `<c/>`. */
export const ownCapsNode = `${ownCaps.node}#${ownCaps.ver}`

// A first sign-in after a release can bring thousands of these questions at once: the answers are text already.
export const ownInfoText = encodeDiscoInfo(info).toString()
export const ownCapsInfoText = encodeDiscoInfo({ ...info, node: ownCapsNode }).toString()
/** Name and version, not the operating system (XEP-0092 §6). */
export const ownVersionText = encodeSoftwareVersion({ name: NAME, version: VERSION }).toString()
