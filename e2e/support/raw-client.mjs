import { randomUUID } from 'node:crypto'
import WebSocket from 'ws'
import { CLIENTS, capsElement, discoInfo } from './caps.mjs'
import { authenticate } from './raw-sign-in.mjs'
import { Wire } from './wire.mjs'
import { escapeXML, tag } from './xml.mjs'

/**
 * An XMPP client that says exactly what a test wants. It shares no code with the app, so a mistake there
 * is not made here as well.
 *
 * @typedef {import('@xmpp/xml').Element} Element
 * @typedef {{ show?: 'away' | 'chat' | 'dnd' | 'xa', status?: string, priority?: number, idleSince?: Date | string,
 *   to?: string, type?: string, extra?: string }} PresenceOptions  `extra`: XML as it is
 */

/**
 * Signs in (SCRAM if offered) and binds; sends no presence yet.
 * @param {object} account
 * @param {string} account.url
 * @param {string} account.jid bare
 * @param {string} account.password
 * @param {string} [account.resource]
 * @param {import('./caps.mjs').ClientIdentity} [account.identity] who it says it is
 * @param {boolean} [account.answers] answer disco#info, version and ping; true
 * @returns {Promise<RawClient>}
 */
export async function connectRaw({ url, jid, password, resource, identity = CLIENTS.gajim, answers = true }) {
  const client = new RawClient(url, jid, identity)
  try {
    await client.opened()
    const wanted = resource ?? `raw-${randomUUID().slice(0, 8)}`
    client.jid = await authenticate(client, { jid, password, resource: wanted })
  } catch (error) {
    client.drop()
    throw error
  }
  if (answers) client.on(element => client.answer(element))
  return client
}

export class RawClient extends Wire {
  /** @param {string} url @param {string} jid @param {import('./caps.mjs').ClientIdentity} identity */
  constructor(url, jid, identity) {
    super(new WebSocket(url, 'xmpp'), jid)
    /** bare until it is bound, full from then on */
    this.jid = jid
    this.identity = identity
  }

  /** @returns {Promise<void>} */
  opened() {
    return new Promise((resolve, reject) => {
      this.socket.once('open', resolve)
      this.socket.once('error', reject)
    })
  }

  /**
   * Sends an iq and resolves with its result or error.
   * @param {'get' | 'set'} type
   * @param {string} payload XML
   * @param {string} [to]
   */
  request(type, payload, to) {
    const id = randomUUID()
    this.send(tag('iq', { xmlns: 'jabber:client', type, id, to }, payload))
    return this.waitFor(element => element.is('iq') && element.attrs['id'] === id)
  }

  /** @param {PresenceOptions} [options] */
  sendPresence({ show, status, priority, idleSince, to, type, extra = '' } = {}) {
    const since = idleSince instanceof Date ? idleSince.toISOString() : idleSince
    const content = [
      show && `<show>${show}</show>`,
      status && `<status>${escapeXML(status)}</status>`,
      priority !== undefined && `<priority>${priority}</priority>`,
      since && tag('idle', { xmlns: 'urn:xmpp:idle:1', since }),
      !type && capsElement(this.identity),
      extra,
    ]
    this.send(tag('presence', { xmlns: 'jabber:client', to, type }, content.filter(Boolean).join('')))
  }

  /**
   * @param {string} to
   * @param {string} body
   * @param {{ id?: string, extra?: string }} [options]
   * @returns {string} the message's id
   */
  sendMessage(to, body, { id = randomUUID(), extra = '' } = {}) {
    const content = `<body>${escapeXML(body)}</body>${chatState('active')}${extra}`
    this.send(tag('message', { xmlns: 'jabber:client', type: 'chat', to, id }, content))
    return id
  }

  /** XEP-0085. @param {string} to @param {'active' | 'composing' | 'paused' | 'inactive' | 'gone'} state */
  sendChatState(to, state) {
    this.send(tag('message', { xmlns: 'jabber:client', type: 'chat', to }, chatState(state)))
  }

  /** Answers what every client is asked, refuses the rest. @param {Element} iq */
  answer(iq) {
    const { id, from, type } = iq.attrs
    if (!iq.is('iq') || type !== 'get') return
    const payload = this.#answerTo(iq)
    const reply = { xmlns: 'jabber:client', id, to: from, type: payload === undefined ? 'error' : 'result' }
    this.send(tag('iq', reply, payload ?? SERVICE_UNAVAILABLE))
  }

  /** @param {Element} iq */
  #answerTo(iq) {
    const info = iq.getChild('query', 'http://jabber.org/protocol/disco#info')
    if (info) return discoInfo(this.identity, info.attrs['node'])
    if (iq.getChild('ping', 'urn:xmpp:ping')) return ''
    if (!iq.getChild('query', 'jabber:iq:version')) return undefined
    const name = `<name>${escapeXML(this.identity.name)}</name><version>1.0</version>`
    return tag('query', { xmlns: 'jabber:iq:version' }, name)
  }

  /** Leaves as one should. @returns {Promise<void>} */
  async close() {
    if (this.closed) return
    this.sendPresence({ type: 'unavailable' })
    this.send("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>")
    this.socket.close()
    await this.gone()
  }
}

/** @param {string} state */
const chatState = state => tag(state, { xmlns: 'http://jabber.org/protocol/chatstates' })

const SERVICE_UNAVAILABLE =
  "<error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"
