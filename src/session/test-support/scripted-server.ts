import { createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { Element } from '@xmpp/xml'
import { WebSocket, WebSocketServer } from 'ws'
import { parseFrame } from '../frame.ts'

/** One client's stream, seen from the server. */
export class Peer {
  readonly received: string[] = []
  readonly elements: Element[] = []
  isClosed = false
  readonly socket: WebSocket

  constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('message', data => {
      const text = String(data)
      const element = parseFrame(text)
      this.received.push(text)
      if (element) this.elements.push(element)
    })
    socket.on('close', () => {
      this.isClosed = true
    })
  }

  send(...frames: string[]): void {
    for (const frame of frames) this.socket.send(frame)
  }

  /** The nth element of that name, as soon as it is there. */
  expect(name: string, nth = 1): Promise<Element> {
    return until(() => this.elements.filter(element => element.name === name)[nth - 1])
  }
}

export const OPEN =
  '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" from="example.com" version="1.0" id="s1"/>'

export function features(content: string): string {
  return `<stream:features xmlns:stream="http://etherx.jabber.org/streams">${content}</stream:features>`
}

export function mechanisms(...names: string[]): string {
  const offered = names.map(name => `<mechanism>${name}</mechanism>`).join('')
  return features(`<mechanisms xmlns="urn:ietf:params:xml:ns:xmpp-sasl">${offered}</mechanisms>`)
}

export const AFTER_SASL = features(
  '<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/><sm xmlns="urn:xmpp:sm:3"/>',
)

/** A WebSocket server on loopback where each test plays the XMPP server by hand. */
export async function startScriptedServer(play: (peer: Peer, index: number) => unknown) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => 'xmpp' })
  const peers: Peer[] = []
  const failures: unknown[] = []
  server.on('connection', socket => {
    const peer = new Peer(socket)
    peers.push(peer)
    Promise.resolve(play(peer, peers.length - 1)).catch((error: unknown) => failures.push(error))
  })
  await new Promise(resolve => server.once('listening', resolve))
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/xmpp`,
    peers,
    failures,
    stop: () => {
      for (const { socket } of peers) socket.terminate()
      server.close()
    },
  }
}

export async function until<T>(look: () => T | undefined | false, milliseconds = 3_000): Promise<T> {
  const end = Date.now() + milliseconds
  for (;;) {
    const found = look()
    if (found) return found
    if (Date.now() > end) throw new Error(`nothing came of: ${String(look)}`)
    await new Promise(resolve => setTimeout(resolve, 2))
  }
}

/** The server's half of SCRAM-SHA-256, for the password `pencil`. */
export class ScramServer {
  readonly salt = randomBytes(12).toString('base64')
  iterations = 4_096

  challengeFor(clientFirst: string): { readonly challenge: string; readonly signature: string } {
    const bare = clientFirst.slice('n,,'.length)
    const nonce = `${/r=(.*)$/.exec(bare)?.[1]}server`
    const challenge = `r=${nonce},s=${this.salt},i=${this.iterations}`
    const salted = pbkdf2Sync('pencil', Buffer.from(this.salt, 'base64'), this.iterations, 32, 'sha256')
    const serverKey = createHmac('sha256', salted).update('Server Key').digest()
    const message = `${bare},${challenge},c=biws,r=${nonce}`
    return { challenge, signature: createHmac('sha256', serverKey).update(message).digest('base64') }
  }
}

export const encode = (text: string | Uint8Array) => Buffer.from(text).toString('base64')
export const decode = (text: string) => Buffer.from(text, 'base64').toString()

const SASL = 'urn:ietf:params:xml:ns:xmpp-sasl'

/** Plays a usual server until the client, signed in, opens its stream again. */
export async function authenticate(peer: Peer): Promise<void> {
  await peer.expect('open')
  peer.send(OPEN, mechanisms('SCRAM-SHA-256'))
  const auth = await peer.expect('auth')
  const { challenge, signature } = new ScramServer().challengeFor(decode(auth.text()))
  peer.send(`<challenge xmlns="${SASL}">${encode(challenge)}</challenge>`)
  await peer.expect('response')
  peer.send(`<success xmlns="${SASL}">${encode(`v=${signature}`)}</success>`)
  await peer.expect('open', 2)
}

/** The same until it has bound its resource or asks to resume. */
export async function signIn(peer: Peer, jid = 'romeo@example.com/here'): Promise<void> {
  await authenticate(peer)
  peer.send(OPEN, AFTER_SASL)
  const next = await until(() => peer.elements.find(({ name }) => name === 'iq' || name === 'resume'))
  if (next.name === 'iq') bind(peer, next, jid)
}

export function bind(peer: Peer, iq: Element, jid: string): void {
  const result = `<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"><jid>${jid}</jid></bind>`
  peer.send(`<iq xmlns="jabber:client" type="result" id="${iq.attrs['id']}">${result}</iq>`)
}

export const enabled = (id: string) => `<enabled xmlns="urn:xmpp:sm:3" resume="true" id="${id}" max="300"/>`

Object.assign(globalThis, { WebSocket })
