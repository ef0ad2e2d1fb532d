// RFC 7395: one XML stream over one WebSocket. A new object for every attempt, so nothing is left over from the last.
import { Client } from '@xmpp/client-core'
import webSocket from '@xmpp/websocket/lib/Connection.js'
import { type Element, xml } from '@xmpp/xml'
import { type BareJid, domainOf } from '../xmpp/jid.ts'
import { isNamed, legalText } from '../xmpp/xml.ts'
import type { Environment } from './environment.ts'
import { Failure, streamFailure } from './failure.ts'
import { FrameError, parseFrame } from './frame.ts'
import { NS } from './namespaces.ts'

// The library's own time-outs never decide: the session has one deadline for all of them.
const LIBRARY_TIMEOUT = 3_600_000

export interface StreamHooks {
  /** Something arrived, whatever it was. */
  readonly onHeard: () => void
  /** The link is gone; said once. */
  readonly onLost: (failure: Failure) => void
  /** A frame could not even be read. Answers whether the stream will be resumed. */
  readonly onRefused: (frame: string) => boolean
}

export class Stream extends Client {
  /** Who takes the elements once the stream is established; until then the stream features do. */
  receive: ((element: Element) => void) | undefined
  #hooks: StreamHooks | undefined
  readonly #log: Environment['log']
  /** Whether somebody on the other side speaks XMPP. */
  #spoken = false
  readonly domain: string

  constructor(account: BareJid, hooks: StreamHooks, log: Environment['log']) {
    super({ domain: domainOf(account), timeout: LIBRARY_TIMEOUT })
    this.domain = domainOf(account)
    this.#hooks = hooks
    this.#log = log
    // Only ever written into `<open from=…/>`: the library's own JIDs would escape it once more.
    this.jid = { bare: () => account, toString: () => account }
    this.transports.push(webSocket)
    this.on('error', (error: unknown) => this.lose(error instanceof Failure ? error : this.#broken()))
    this.on('disconnect', () => this.lose(this.#broken()))
  }

  /** Opens socket and stream; what follows comes through the hooks. */
  begin(service: string): void {
    this.connect(service).then(
      () => this.#open(() => this.open({ domain: this.domain })),
      () => this.lose(this.#broken()),
    )
    // A socket that fails after we let go of it would throw into nowhere.
    this.socket?.on('error', () => {})
  }

  /** RFC 6120 §6.4.6: the same again, as who we are now. Frames written after this follow it in the same flight. */
  restartStream(): void {
    this.#open(() => this.restart())
  }

  #open(open: () => Promise<unknown>): void {
    open().catch(() => this.lose(this.#broken()))
  }

  /** False when there is nothing to write to. */
  writeText(text: string): boolean {
    const { socket } = this
    if (!socket || !this.#hooks) return false
    socket.write(text, error => error && this.lose(this.#broken()))
    return true
  }

  writeElement(element: Element): boolean {
    return this.writeText(serialize(element))
  }

  #broken(): Failure {
    return new Failure(this.#spoken ? 'other' : 'no-websocket', false)
  }

  /** Ends the stream as RFC 7395 §3.6 asks, without waiting for the answer. */
  finish(): void {
    this.writeElement(xml('close', { xmlns: NS.framing }))
  }

  /** Lets go of the socket, without a goodbye: the server may keep the session for a resumption. */
  drop(): void {
    this.#hooks = undefined
    this.receive = undefined
    const { socket } = this
    this._detachSocket()
    this._detachParser()
    try {
      socket?.end()
    } catch {
      // It was closed already.
    }
  }

  lose(failure: Failure): void {
    const hooks = this.#hooks
    if (!hooks) return
    this.drop()
    hooks.onLost(failure)
  }

  protected override _onData(data: unknown): void {
    if (!this.#hooks) return
    this.#hooks.onHeard()
    try {
      const element = typeof data === 'string' ? parseFrame(data) : undefined
      if (element) this.#take(element)
    } catch (error) {
      this.#refuse(error, typeof data === 'string' ? data : '')
    }
  }

  #take(element: Element): void {
    if (isNamed(element, 'open', NS.framing)) {
      this.#spoken = true
      this._status('open', element)
    } else if (isNamed(element, 'close', NS.framing)) this.lose(this.#broken())
    else if (isNamed(element, 'error', NS.streams)) this.lose(streamFailure(element))
    else if (!this.receive) super._onElement(element)
    else {
      try {
        this.receive(element)
      } catch (error) {
        // One poison stanza costs itself only.
        this.#log('a stanza could not be handled', error)
      }
    }
  }

  /**
   * RFC 6120 §4.9 says why and closes. But a server ends the whole session then, with all that waits in it, where one
   * that merely loses the link keeps it for the resumption.
   */
  #refuse(error: unknown, frame: string): void {
    const condition = error instanceof FrameError ? error.condition : 'internal-server-error'
    this.#log('a frame was refused', error)
    if (!this.#hooks?.onRefused(frame)) {
      const attributes = { 'xmlns:stream': NS.streams }
      this.writeElement(xml('stream:error', attributes, xml(condition, { xmlns: NS.streamErrors })))
      this.finish()
    }
    this.lose(new Failure('other', false, undefined, condition))
  }
}

/** An element as text that no server refuses: always in a namespace, without characters that XML forbids. */
export function serialize(element: Element): string {
  element.attrs['xmlns'] ??= NS.client
  return legalText(element.toString())
}
