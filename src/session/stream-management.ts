// XEP-0198. Outlives the streams: what was sent and not acknowledged is here until somebody proves or gives it up.
import { type Element, xml } from '@xmpp/xml'
import type { FullJid } from '../xmpp/jid.ts'
import { parseFrame } from './frame.ts'
import { NS } from './namespaces.ts'
import type { ResumableStream } from './session.ts'

// §4: "h" wraps at 2^32.
const WRAP = 2 ** 32

interface Sent {
  readonly text: string
  /** Only message stanzas with an id are told about. */
  readonly messageId?: string
}

/** Told of message ids, in the order they were sent. */
export interface StreamManagementHooks {
  readonly onAcknowledged: (messageId: string) => void
  readonly onUnacknowledged: (messageId: string) => void
}

export class StreamManagement {
  /** `asked`: `<enable/>` is out, and what follows counts on both sides, but the server has not agreed yet. */
  state: 'asked' | 'off' | 'on' = 'off'
  #id: string | undefined
  #maxSeconds: number | undefined
  #received = 0
  #stored = 0
  #acknowledged = 0
  #queue: Sent[] = []
  /** The stream is that of an earlier page, which may have said more than it could still write down. */
  #isInherited = false
  readonly #hooks: StreamManagementHooks

  constructor(hooks: StreamManagementHooks) {
    this.#hooks = hooks
  }

  /** Stanzas that arrived on this stream, modulo 2^32. */
  get received(): number {
    return this.#received
  }

  /** Of those, how many are known to be stored. */
  get stored(): number {
    return this.#stored
  }

  get waiting(): number {
    return this.#queue.length
  }

  get canResume(): boolean {
    return this.#id !== undefined
  }

  /**
   * Goes on with the stream of an earlier page.
   * @throws FrameError when its queue is not what we stored
   */
  seed(resume: ResumableStream): void {
    this.#queue = resume.queue.map(sent)
    this.#id = resume.id
    this.#maxSeconds = resume.maxSeconds
    this.#received = this.#stored = resume.inbound % WRAP
    this.#acknowledged = resume.outbound % WRAP
    this.#isInherited = true
  }

  /** To be written together with all that has arrived: an `<a/>` for that goes out next, and `h` never goes back. */
  snapshot(jid: FullJid, at: number): ResumableStream | undefined {
    if (this.#id === undefined) return undefined
    return {
      id: this.#id,
      jid,
      inbound: this.#received,
      outbound: this.#acknowledged,
      queue: this.#queue.map(({ text }) => text),
      ...(this.#maxSeconds !== undefined && { maxSeconds: this.#maxSeconds }),
      at,
    }
  }

  countReceived(): void {
    this.#received = (this.#received + 1) % WRAP
  }

  /** What had arrived at `count` is on the disk. */
  storedUpTo(count: number): void {
    // Of two stores at once the later one may be done first.
    const isNews = (count - this.#stored + WRAP) % WRAP <= (this.#received - this.#stored + WRAP) % WRAP
    if (isNews) this.#stored = count
  }

  queue(text: string, messageId?: string): void {
    this.#queue.push(messageId === undefined ? { text } : { text, messageId })
  }

  enableElement(): Element {
    return xml('enable', { xmlns: NS.streamManagement, resume: 'true' })
  }

  /** §3: from here on both sides count, both from zero. */
  asked(): void {
    this.#forgetStream()
    this.state = 'asked'
  }

  /** Takes `<enabled/>`. */
  enabled(element: Element): void {
    this.state = 'on'
    const { id, resume, max } = element.attrs
    this.#id = id && (resume === 'true' || resume === '1') ? id : undefined
    this.#maxSeconds = max !== undefined && /^\d{1,9}$/.test(max) ? Number(max) : undefined
  }

  /** The server will not: proofs then come another way, and nothing can be resumed. */
  refused(): void {
    this.state = 'off'
    this.#id = undefined
  }

  resumeElement(): Element {
    // What is not stored yet is asked for once more; who stores it knows what it has seen.
    this.#received = this.#stored
    return xml('resume', { xmlns: NS.streamManagement, h: this.#received, previd: this.#id })
  }

  /** Takes `<resumed/>`; answers what has to be sent again, in order, or undefined when the server makes no sense. */
  resumed(element: Element): readonly string[] | undefined {
    if (!this.acknowledge(element) && !this.#catchUp(element)) return undefined
    this.#isInherited = false
    this.state = 'on'
    return this.#queue.map(({ text }) => text)
  }

  /** Takes `<failed/>` as answer to `<resume/>`: some servers still know what they had handled. */
  resumptionFailed(element: Element): void {
    if (element.attrs['h'] !== undefined) this.acknowledge(element)
    this.giveUp()
  }

  /** Nobody will ever prove what is left in the queue. */
  giveUp(): void {
    const left = this.#queue
    this.#forgetStream()
    for (const { messageId } of left) if (messageId !== undefined) this.#hooks.onUnacknowledged(messageId)
  }

  /**
   * Takes `h` of `<a/>`, `<resumed/>` or `<failed/>`. False, and nothing changes, when it cannot be: fewer than
   * before, more than we sent, not a number.
   */
  acknowledge(element: Element): boolean {
    const h = numberOf(element)
    return h < WRAP && this.acknowledgeUpTo(h)
  }

  /** Where the next stanza of ours will be counted. */
  get position(): number {
    return (this.#acknowledged + this.#queue.length) % WRAP
  }

  /** Everything before `position` has reached the server. False when that is not within the queue. */
  acknowledgeUpTo(position: number): boolean {
    const count = (position - this.#acknowledged + WRAP) % WRAP
    if (count > this.#queue.length) return false
    this.#acknowledged = position
    for (const { messageId } of this.#queue.splice(0, count)) {
      if (messageId !== undefined) this.#hooks.onAcknowledged(messageId)
    }
    return true
  }

  /** The server has more from the earlier page than we know of: all that we know of is among it. */
  #catchUp(element: Element): boolean {
    const h = numberOf(element)
    if (!this.#isInherited || !(h < WRAP)) return false
    const ahead = (h - this.position + WRAP) % WRAP
    if (ahead >= WRAP / 2 || !this.acknowledgeUpTo(this.position)) return false
    this.#acknowledged = h
    return true
  }

  #forgetStream(): void {
    this.state = 'off'
    this.#id = undefined
    this.#maxSeconds = undefined
    this.#received = this.#stored = this.#acknowledged = 0
    this.#isInherited = false
    this.#queue = []
  }
}

/** `h`; NaN for what is no count. */
function numberOf({ attrs }: Element): number {
  return /^\d{1,10}$/.test(attrs['h'] ?? '') ? Number(attrs['h']) : Number.NaN
}

/** A queue that survived the page is text again; only the id of a message is needed of it. */
function sent(text: string): Sent {
  const stanza = parseFrame(text)
  const id = stanza?.name === 'message' ? stanza.attrs['id'] : undefined
  return id === undefined ? { text } : { text, messageId: id }
}
