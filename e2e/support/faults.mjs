import { connect, createServer } from 'node:net'
import { LOOPBACK, portOf } from '../server/ports.mjs'
import { FrameSplitter } from './frames.mjs'

/**
 * A bad line between the app and its server: cuts, silence, delay, refusal, and a log of what each side said.
 *
 * @typedef {'client' | 'server'} Side
 * @typedef {{ from: Side, text: string, at: number }} Said
 * @typedef {'pass' | 'drop' | 'cut'} Fate  `drop`: the other side never gets it; `cut`: reset instead of delivering
 * @typedef {{ client: import('node:net').Socket, server: import('node:net').Socket }} Pair
 */

/**
 * @param {string} url WebSocket address of the real server, on loopback
 */
export async function startFaultyLine(url) {
  const target = Number(new URL(url).port)
  /** @type {Set<Pair>} */
  const pairs = new Set()
  /** @type {Set<import('node:net').Socket>} every client's end, those that reach no server too */
  const clients = new Set()
  /** @type {Said[]} */
  const said = []
  /** @type {(() => void)[]} what waits for the end of a silence */
  let held = []
  let mode = /** @type {'open' | 'silent' | 'refuse' | 'html' | 'mute'} */ ('open')
  let delayed = 0
  let attempts = 0
  /** @type {(from: Side, text: string) => Fate} */
  let judge = () => 'pass'

  const listener = createServer({ noDelay: true }, client => {
    attempts += 1
    clients.add(client)
    client.on('error', () => {}).on('close', () => clients.delete(client))
    if (mode === 'refuse') return client.resetAndDestroy()
    // Not before it is asked: an answer without a question is a broken connection.
    if (mode === 'html') return client.once('data', () => client.end(CAPTIVE_PORTAL))
    if (mode === 'mute') return client.resume()
    const server = connect({ port: target, host: LOOPBACK, noDelay: true })
    const pair = { client, server }
    pairs.add(pair)
    carry(pair, 'client')
    carry(pair, 'server')
  })

  /** @param {Pair} pair @param {Side} from */
  function carry(pair, from) {
    const source = pair[from]
    const sink = pair[from === 'client' ? 'server' : 'client']
    const splitter = new FrameSplitter()
    source.on('data', bytes => {
      for (const { raw, text } of splitter.push(/** @type {Buffer} */ (bytes))) {
        if (text !== undefined) said.push({ from, text, at: Date.now() })
        const fate = text === undefined ? 'pass' : judge(from, text)
        if (fate === 'cut') return reset(pair)
        if (fate === 'pass') soon(() => sink.writable && sink.write(raw))
      }
    })
    source.on('error', () => reset(pair))
    source.on('close', () => {
      pairs.delete(pair)
      // A silent line does not tell that the other end has gone either.
      soon(() => sink.destroy())
    })
  }

  /** Now, later, or when the silence ends; in order. @param {() => void} deliver */
  function soon(deliver) {
    if (mode === 'silent') held.push(deliver)
    else if (delayed) setTimeout(() => (mode === 'silent' ? held.push(deliver) : deliver()), delayed)
    else deliver()
  }

  /** @param {Pair} pair */
  function reset({ client, server }) {
    client.resetAndDestroy()
    server.resetAndDestroy()
  }

  await new Promise(resolve => listener.listen(0, LOOPBACK, () => resolve(undefined)))
  const own = new URL(url)
  own.port = String(portOf(listener))

  return {
    /** Give this one to the app. */
    url: own.href,
    /** @returns {readonly Said[]} every text frame, oldest first, delivered or not */
    said: () => said,
    attempts: () => attempts,
    connections: () => pairs.size,
    /** Resets every connection (RST), at once. */
    cut: () => {
      for (const pair of pairs) reset(pair)
    },
    /** Black hole: connections stay up and carry nothing, new ones are accepted and carry nothing. */
    silence: () => {
      mode = 'silent'
    },
    /** New connections are reset; the present ones go on. */
    refuse: () => {
      mode = 'refuse'
    },
    /** New connections get a web page instead of a WebSocket, as in a hotel. */
    answerHtml: () => {
      mode = 'html'
    },
    /** New connections are accepted and never answered, not even with an upgrade. */
    mute: () => {
      mode = 'mute'
    },
    /** Back to normal; what a silence held back is delivered. */
    resume: () => {
      mode = 'open'
      const deliveries = held
      held = []
      for (const deliver of deliveries) deliver()
    },
    /** Holds everything back for a while, each way. @param {number} ms */
    delay: ms => {
      delayed = ms
    },
    /** Decides about every text frame from now on. @param {(from: Side, text: string) => Fate} decide */
    judge: decide => {
      judge = decide
    },
    /** @returns {Promise<void>} */
    stop: () =>
      new Promise(resolve => {
        for (const pair of pairs) reset(pair)
        for (const client of clients) client.destroy()
        listener.close(() => resolve())
      }),
  }
}

/**
 * Numbers that look random and are the same for the same seed, for faults at places that a failure can name.
 * @param {number} seed
 * @returns {() => number} from 0 up to, not including, 1 (mulberry32)
 */
export function seededRandom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const PAGE = '<!doctype html><title>Welcome</title><p>Please accept our terms.'
const CAPTIVE_PORTAL = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${PAGE.length}\r\nConnection: close\r\n\r\n${PAGE}`
