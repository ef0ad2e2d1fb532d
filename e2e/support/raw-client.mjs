import { randomUUID } from 'node:crypto'
import WebSocket from 'ws'
import { CLIENTS, capsElement, discoInfo } from './caps.mjs'
import { authenticate } from './raw-sign-in.mjs'
import { escapeXML, parseFrame, tag } from './xml.mjs'

/**
 * An XMPP client in the open: what it is told to send goes on the wire as it is, what comes in is kept as it was.
 * It shares no code with the app, so a mistake there is not made here as well.
 *
 * @typedef {import('@xmpp/xml').Element} Element
 * @typedef {{ xml: string, element: Element, at: number }} Received  `at` in ms since the epoch
 * @typedef {RegExp | ((element: Element, xml: string) => unknown)} Match
 * @typedef {{ show?: 'away' | 'chat' | 'dnd' | 'xa', status?: string, priority?: number, idleSince?: Date | string,
 *   to?: string, type?: string, extra?: string }} PresenceOptions
 */

const DEFAULT_TIMEOUT = 5000

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
    client.jid = await authenticate(client, {
      jid,
      password,
      resource: resource ?? `raw-${randomUUID().slice(0, 8)}`,
    })
  } catch (error) {
    client.drop()
    throw error
  }
  if (answers) client.on((element, xml) => client.answer(element, xml))
  return client
}

export class RawClient {
  /** @type {Received[]} everything that came in, oldest first */
  received = []
  /** @type {Set<(element: Element, xml: string) => void>} */
  #listeners = new Set()
  #closed = false

  /** @param {string} url @param {string} jid @param {import('./caps.mjs').ClientIdentity} identity */
  constructor(url, jid, identity) {
    this.jid = jid
    this.identity = identity
    this.socket = new WebSocket(url, 'xmpp')
    this.socket.on('message', data => this.#receive(String(data)))
    this.socket.on('close', () => {
      this.#closed = true
    })
    this.socket.on('error', () => {})
  }

  get closed() {
    return this.#closed
  }

  /** @returns {Promise<void>} */
  opened() {
    return new Promise((resolve, reject) => {
      this.socket.once('open', resolve)
      this.socket.once('error', reject)
    })
  }

  /** Resolves when the connection is gone, whoever ended it. @returns {Promise<void>} */
  gone() {
    return new Promise(resolve => (this.#closed ? resolve() : this.socket.once('close', () => resolve())))
  }

  /** @param {string} xml sent exactly like this; nothing happens once the connection is gone */
  send(xml) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(xml)
  }

  /**
   * @param {(element: Element, xml: string) => void} listener called with every frame
   * @returns {() => void} ends it
   */
  on(listener) {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The present moment, for `waitFor(…, { after })`. */
  mark() {
    return this.received.length
  }

  /**
   * The first frame that matches, among those that are here already too.
   * @param {Match} match
   * @param {{ timeout?: number, after?: number }} [options] ms; a `mark()`
   * @returns {Promise<Element>}
   */
  waitFor(match, { timeout = DEFAULT_TIMEOUT, after = 0 } = {}) {
    const test =
      match instanceof RegExp
        ? (/** @type {Element} */ _, /** @type {string} */ xml) => match.test(xml)
        : match
    const known = this.received.slice(after).find(({ element, xml }) => test(element, xml))
    if (known) return Promise.resolve(known.element)
    return new Promise((resolve, reject) => {
      const stop = this.on((element, xml) => {
        if (test(element, xml)) finish(() => resolve(element))
      })
      const fail = (/** @type {string} */ why) => {
        const tail = this.received.slice(-5).map(({ xml }) => xml.slice(0, 300))
        finish(() => reject(new Error(`${this.jid}: ${why}: ${match}\nlast received:\n${tail.join('\n')}`)))
      }
      const timer = setTimeout(() => fail(`nothing matched in ${timeout} ms`), timeout)
      const onClose = () => fail('the connection ended before this came')
      this.socket.once('close', onClose)
      const finish = (/** @type {() => void} */ settle) => {
        stop()
        clearTimeout(timer)
        this.socket.off('close', onClose)
        settle()
      }
      if (this.#closed) onClose()
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
    return this.waitFor(element => element.is('iq') && element.attrs.id === id)
  }

  /** @param {PresenceOptions} [options] */
  sendPresence({ show, status, priority, idleSince, to, type, extra = '' } = {}) {
    const since = idleSince instanceof Date ? idleSince.toISOString() : idleSince
    const content = [
      show && `<show>${show}</show>`,
      status && `<status>${escapeXML(status)}</status>`,
      priority !== undefined && `<priority>${priority}</priority>`,
      since && tag('idle', { xmlns: 'urn:xmpp:idle:1', since }),
      type ? '' : capsElement(this.identity),
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

  /** Answers what every client is asked. @param {Element} iq @param {string} _xml */
  answer(iq, _xml) {
    if (!iq.is('iq') || iq.attrs.type !== 'get') return
    const { id, from } = iq.attrs
    const info = iq.getChild('query', 'http://jabber.org/protocol/disco#info')
    const version = iq.getChild('query', 'jabber:iq:version')
    const payload = info
      ? discoInfo(this.identity, info.attrs.node)
      : version &&
        tag(
          'query',
          { xmlns: 'jabber:iq:version' },
          `<name>${escapeXML(this.identity.name)}</name><version>1.0</version>`,
        )
    const known = payload !== undefined || iq.getChild('ping', 'urn:xmpp:ping')
    const reply = { xmlns: 'jabber:client', id, to: from, type: known ? 'result' : 'error' }
    this.send(tag('iq', reply, known ? (payload ?? '') : SERVICE_UNAVAILABLE))
  }

  /** Leaves as one should. @returns {Promise<void>} */
  async close() {
    if (this.#closed) return
    this.sendPresence({ type: 'unavailable' })
    this.send("<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>")
    this.socket.close()
    await this.gone()
  }

  /** Vanishes: the connection is reset without a word. */
  drop() {
    this.socket.terminate()
  }

  /** @param {string} xml */
  #receive(xml) {
    const element = parseFrame(xml)
    if (!element) return
    this.received.push({ xml, element, at: Date.now() })
    for (const listener of [...this.#listeners]) listener(element, xml)
  }
}

/** @param {string} state */
const chatState = state => tag(state, { xmlns: 'http://jabber.org/protocol/chatstates' })

const SERVICE_UNAVAILABLE =
  "<error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"
