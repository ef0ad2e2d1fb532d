import { createHash } from 'node:crypto'
import { tag } from './xml.mjs'

/**
 * What a client says of itself (XEP-0030) and the hash that stands for it in presence (XEP-0115).
 * @typedef {{ name: string, type: string, node: string, features: string[] }} ClientIdentity
 */

const BASE_FEATURES = [
  'http://jabber.org/protocol/caps',
  'http://jabber.org/protocol/chatstates',
  'http://jabber.org/protocol/disco#info',
  'jabber:iq:version',
  'urn:xmpp:ping',
  'urn:xmpp:receipts',
]
const IDLE = 'urn:xmpp:idle:1'

/** Clients as people use them. */
export const CLIENTS = {
  gajim: client('Gajim', 'pc', 'https://gajim.org'),
  dino: client('Dino', 'pc', 'https://dino.im'),
  conversations: client('Conversations', 'phone', 'https://conversations.im'),
  monal: client('Monal', 'phone', 'https://monal-im.org'),
  poezio: client('Poezio', 'console', 'https://poez.io'),
  movim: client('Movim', 'web', 'https://movim.eu'),
}

/**
 * @param {string} name
 * @param {string} type
 * @param {string} node
 * @param {string[]} [extra] features
 * @returns {ClientIdentity}
 */
export function client(name, type, node, extra = [IDLE]) {
  return { name, type, node, features: [...BASE_FEATURES, ...extra].sort() }
}

/**
 * The verification string, hashed (XEP-0115 §5.1).
 * @param {ClientIdentity} identity
 */
export function capsHash({ type, name, features }) {
  const text = [`client/${type}//${name}`, ...features].map(part => `${part}<`).join('')
  return createHash('sha1').update(text).digest('base64')
}

/** `<c/>` for a presence. @param {ClientIdentity} identity */
export function capsElement(identity) {
  return tag('c', {
    xmlns: 'http://jabber.org/protocol/caps',
    hash: 'sha-1',
    node: identity.node,
    ver: capsHash(identity),
  })
}

/**
 * The disco#info answer that proves the hash.
 * @param {ClientIdentity} identity
 * @param {string} [node] as it was asked
 */
export function discoInfo({ name, type, features }, node) {
  return tag(
    'query',
    { xmlns: 'http://jabber.org/protocol/disco#info', node },
    tag('identity', { category: 'client', type, name }) +
      features.map(feature => tag('feature', { var: feature })).join(''),
  )
}
