import WebSocket from 'ws'
import { parseFrame } from './xml.mjs'

/**
 * One end of an XMPP WebSocket in the open: what it is told to send goes out as it is, what comes in is kept as it was.
 *
 * @typedef {import('@xmpp/xml').Element} Element
 * @typedef {{ xml: string, element: Element, at: number }} Received  `at` in ms since the epoch
 * @typedef {RegExp | ((element: Element, xml: string) => unknown)} Match
 * @typedef {(element: Element, xml: string) => void} Listener
 */

const DEFAULT_TIMEOUT = 5000

export class Wire {
  /** @type {Received[]} everything that came in, oldest first */
  received = []
  /** @type {Set<Listener>} */
  #listeners = new Set()
  #closed = false

  /** @param {WebSocket} socket @param {string} label for error messages */
  constructor(socket, label) {
    this.socket = socket
    this.label = label
    socket.on('message', data => this.#receive(String(data)))
    socket.on('close', () => {
      this.#closed = true
    })
    socket.on('error', () => {})
  }

  get closed() {
    return this.#closed
  }

  /** Resolves when the connection is gone, whoever ended it. @returns {Promise<void>} */
  gone() {
    return new Promise(resolve => {
      if (this.#closed) resolve()
      else this.socket.once('close', () => resolve())
    })
  }

  /** @param {string} xml sent exactly like this; nothing happens once the connection is gone */
  send(xml) {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(xml)
  }

  /**
   * @param {Listener} listener called with every frame
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
    /** @param {Element} element @param {string} xml */
    const test = (element, xml) => (match instanceof RegExp ? match.test(xml) : match(element, xml))
    const known = this.received.slice(after).find(({ element, xml }) => test(element, xml))
    if (known) return Promise.resolve(known.element)
    return new Promise((resolve, reject) => {
      const finish = (/** @type {() => void} */ settle) => {
        stop()
        clearTimeout(timer)
        this.socket.off('close', onClose)
        settle()
      }
      const fail = (/** @type {string} */ why) => finish(() => reject(this.#failure(why, match)))
      const onClose = () => fail('the connection ended before this came')
      const timer = setTimeout(() => fail(`nothing matched in ${timeout} ms`), timeout)
      const stop = this.on((element, xml) => {
        if (test(element, xml)) finish(() => resolve(element))
      })
      if (this.#closed) onClose()
      else this.socket.once('close', onClose)
    })
  }

  /** Vanishes: the connection is reset without a word. */
  drop() {
    this.socket.terminate()
  }

  /** @param {string} why @param {Match} match */
  #failure(why, match) {
    const tail = this.received.slice(-5).map(({ xml }) => xml.slice(0, 300))
    return new Error(`${this.label}: ${why}: ${match}\nlast received:\n${tail.join('\n')}`)
  }

  /** @param {string} xml */
  #receive(xml) {
    const element = parseFrame(xml)
    if (!element) return
    this.received.push({ xml, element, at: Date.now() })
    for (const listener of [...this.#listeners]) listener(element, xml)
  }
}
