import type { Element } from '@xmpp/xml'
import type { BareJid, FullJid } from '../xmpp/jid.ts'
import type { Request } from '../xmpp/request.ts'
import type { SessionEvent } from './events.ts'

/** How to prove who we are; never stored as a password (SECURITY T44). */
export type Credentials =
  | { readonly kind: 'password'; readonly password: string }
  /** What "Keep me signed in" stored: a FAST token and/or SCRAM keys. Opaque to everybody but session/sasl. */
  | { readonly kind: 'kept'; readonly secret: KeptSecret }

export interface KeptSecret {
  readonly fast?: { readonly mechanism: string; readonly token: string; readonly expiry?: number }
  /** The SCRAM ClientKey and ServerKey for one salt and iteration count; raw bytes, wrapped by storage before they touch the disk. */
  readonly scram?: {
    readonly hash: 'SHA-1' | 'SHA-256' | 'SHA-512'
    readonly salt: string
    readonly iterations: number
    readonly clientKey: Uint8Array
    readonly serverKey: Uint8Array
  }
}

/** XEP-0198 state that survives the page. */
export interface ResumableStream {
  readonly id: string
  readonly jid: FullJid
  /** Stanzas of theirs that have arrived, and are stored when this is. */
  readonly inbound: number
  /** Stanzas of ours that they have acknowledged. */
  readonly outbound: number
  /** Serialised stanzas of ours that they have not acknowledged. */
  readonly queue: readonly string[]
  readonly maxSeconds?: number
  /** The instant it was last known good. */
  readonly at: number
}

export interface SessionOptions {
  readonly account: BareJid
  /** WebSocket addresses in the order they are to be tried (see session/discover.ts). */
  readonly services: readonly string[]
  readonly credentials: Credentials
  /** Stable per device and account (XEP-0388 user-agent id). */
  readonly deviceId: string
  readonly resume?: ResumableStream
  /**
   * True for an account that has been here before (a reload, kept credentials): failures to connect are retried from
   * the start. Otherwise a failure before the first success ends the session, so that the form can show it.
   */
  readonly persistent?: boolean
  /** True once this account has signed in by SCRAM from this device: PLAIN is refused then (T47). */
  readonly scramSeen: boolean
  /** Whether `jid` may see our presence: iq answers, and only they, ask. */
  readonly maySeeUs: (jid: BareJid) => boolean
  /** Seconds since the person last touched anything, for XEP-0012 answers; undefined = do not tell. */
  readonly idleSeconds: () => number | undefined
  /** Awaited before an `<a/>` goes out: what is acknowledged has been stored. Rejections are ignored after being logged. */
  readonly beforeAcknowledge: () => Promise<void>
  readonly onEvent: (event: SessionEvent) => void
  /**
   * All that is worth keeping, each time some of it changes: a part that is missing is to be forgotten (a rejected
   * token). The caller stores it if the person asked for it.
   */
  readonly onSecret: (secret: KeptSecret) => void
}

/** One authenticated XMPP session that outlives its streams: it reconnects, resumes, acknowledges. */
export interface Session {
  start(): void
  /** Ends cleanly: unavailable presence, stream close, no reconnect. Resolves when the socket is closed or after 2 s. */
  stop(): Promise<void>
  /** Drops the link without a goodbye, so that the stream can be resumed by the next page. */
  abandon(): ResumableStream | undefined
  /** "Try now", `online` events, a visible page: the next attempt starts at once; on a live link, checks it. */
  wake(): void
  /** Queues one stanza; `false` while there is no stream: nothing was queued, callers keep it themselves. */
  send(stanza: Element): boolean
  /** @throws RequestError. `to` absent = our own account. timeoutMs default 30,000. */
  request<P, R>(
    request: Request<P, R>,
    params: P,
    options?: { to?: string; timeoutMs?: number; signal?: AbortSignal },
  ): Promise<R>
  /**
   * What a next page needs to resume, as of now; still to be had after `abandon`. It counts all that has arrived: to
   * be written together with it, in one transaction.
   */
  resumable(): ResumableStream | undefined
  /** Who we are to the server; known from the first sign-in or the stored stream on. */
  readonly jid: FullJid | undefined
}
