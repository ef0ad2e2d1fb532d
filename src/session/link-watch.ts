import type { Timestamp } from '../lib/time.ts'
import type { Environment, Timer } from './environment.ts'

/** All in milliseconds. */
export interface LinkTiming {
  /** A sent stanza waits so long for its `<r/>` unless ten of them come together. */
  readonly askAfterSend: number
  /** Silence that makes us ask; well under the 60 s after which proxies cut an idle link. */
  readonly silence: number
  readonly silenceHidden: number
  /** An answer that takes longer does not come any more. */
  readonly answer: number
  readonly answerHidden: number
  /** The same while something big is on its way. */
  readonly answerLoading: number
}

export const LINK_TIMING: LinkTiming = {
  askAfterSend: 1_000,
  silence: 10_000,
  silenceHidden: 40_000,
  answer: 8_000,
  answerHidden: 18_000,
  answerLoading: 30_000,
}

const ASK_AFTER_STANZAS = 10
/** A timer so late means that this page did not run: what the link said meanwhile is still to be read. */
const LATE = 2_000
const GRACE = 500

export interface LinkWatchHooks {
  /** Sends `<r/>`, or whatever else makes the server answer. */
  readonly ask: () => void
  readonly onDead: () => void
  /** Whether something big may be on its way, which a browser shows only when all of it is here. */
  readonly isLoading: () => boolean
}

/** Asks for proofs in good time, and notices when nobody is there any more. By instants, never by counting ticks. */
export class LinkWatch {
  readonly #hooks: LinkWatchHooks
  readonly #environment: Environment
  readonly #timing: LinkTiming
  #heardAt: Timestamp
  /** Stanzas since the last question, and when the first of them went out. */
  #unasked = 0
  #unaskedSince: Timestamp = 0
  /** When the question went out that nothing has answered yet. */
  #askedAt: Timestamp | undefined
  /** Set when time is up but this page slept: the answer may be waiting to be read. */
  #lastChanceUntil: Timestamp | undefined
  #timer: Timer | undefined
  #timerAt: Timestamp = Number.POSITIVE_INFINITY
  #isOver = false

  constructor(hooks: LinkWatchHooks, environment: Environment, timing: LinkTiming = LINK_TIMING) {
    this.#hooks = hooks
    this.#environment = environment
    this.#timing = timing
    this.#heardAt = environment.now()
    this.#schedule()
  }

  get heardAt(): Timestamp {
    return this.#heardAt
  }

  heard(): void {
    this.#heardAt = this.#environment.now()
    this.#askedAt = undefined
    this.#lastChanceUntil = undefined
  }

  sent(): void {
    if (this.#unasked === 0) this.#unaskedSince = this.#environment.now()
    if (++this.#unasked >= ASK_AFTER_STANZAS) this.#ask()
    else if (this.#unasked === 1) this.#schedule()
  }

  /** Asks now, whatever the time: is anybody there? */
  check(): void {
    if (this.#askedAt === undefined) this.#ask()
    this.#schedule()
  }

  stop(): void {
    this.#isOver = true
    if (this.#timer !== undefined) this.#environment.clearTimer(this.#timer)
  }

  #ask(): void {
    if (this.#isOver) return
    this.#unasked = 0
    this.#askedAt ??= this.#environment.now()
    this.#hooks.ask()
    this.#schedule()
  }

  #due(): Timestamp {
    const byProof =
      this.#unasked > 0 ? this.#unaskedSince + this.#timing.askAfterSend : Number.POSITIVE_INFINITY
    return Math.min(byProof, this.#lastChanceUntil ?? this.#deadline() ?? this.#heardAt + this.#silence())
  }

  /** Until when an answer has to be here; undefined when nothing was asked. */
  #deadline(): Timestamp | undefined {
    return this.#askedAt === undefined ? undefined : this.#askedAt + this.#patience()
  }

  #patience(): number {
    const { answer, answerHidden, answerLoading } = this.#timing
    const usual = this.#environment.isVisible() ? answer : answerHidden
    return this.#hooks.isLoading() ? Math.max(usual, answerLoading) : usual
  }

  #silence(): number {
    return this.#environment.isVisible() ? this.#timing.silence : this.#timing.silenceHidden
  }

  /** Only ever brings the timer forward: what was heard since is looked at when it fires. */
  #schedule(): void {
    const due = this.#due()
    if (this.#isOver || due >= this.#timerAt) return
    if (this.#timer !== undefined) this.#environment.clearTimer(this.#timer)
    this.#timerAt = due
    this.#timer = this.#environment.setTimer(() => this.#tick(), Math.max(due - this.#environment.now(), 0))
  }

  #tick(): void {
    const now = this.#environment.now()
    const wasLate = now - this.#timerAt > LATE
    this.#timer = undefined
    this.#timerAt = Number.POSITIVE_INFINITY
    if (this.#isOver) return
    const deadline = this.#deadline()
    if (deadline !== undefined && now >= (this.#lastChanceUntil ?? deadline)) {
      if (!wasLate || this.#lastChanceUntil !== undefined) {
        this.#isOver = true
        this.#hooks.onDead()
        return
      }
      this.#lastChanceUntil = now + GRACE
    }
    const isUnproved = this.#unasked > 0 && now >= this.#unaskedSince + this.#timing.askAfterSend
    const isSilent = deadline === undefined && now >= this.#heardAt + this.#silence()
    if (isUnproved || isSilent) this.#ask()
    this.#schedule()
  }
}
