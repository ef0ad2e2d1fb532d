import type { Timestamp } from '../lib/time.ts'
import { backoffDelay } from './backoff.ts'
import type { Environment, Timer } from './environment.ts'
import type { ConnectionEvent, EndReason } from './events.ts'
import type { Failure } from './failure.ts'

export interface MachineHooks {
  /** One attempt, all addresses. Reports through `online` and `lost`. */
  readonly attempt: () => void
  /** Asks the live link whether it still is one. */
  readonly check: () => void
  readonly tell: (event: ConnectionEvent) => void
  /** Says more exactly why the very first attempt failed. */
  readonly explain: (failure: Failure) => Promise<EndReason>
}

/** A link that dies sooner after its birth than this has not ended an outage. */
const PROVEN_AFTER = 10_000

type State = 'connecting' | 'ended' | 'idle' | 'online' | 'waiting'

/** When to try, when to wait, when to stop. Knows nothing of streams. */
export class ConnectionMachine {
  #state: State = 'idle'
  /** Whether failures are retried: from the first success on, or from the start. */
  #isPersistent: boolean
  #failures = 0
  #onlineAt: Timestamp = 0
  #goodAt: Timestamp
  #outageSince: Timestamp | undefined
  #timer: Timer | undefined
  readonly #hooks: MachineHooks
  readonly #environment: Environment

  /** @param goodAt when a link was last known good */
  constructor(hooks: MachineHooks, environment: Environment, isPersistent: boolean, goodAt?: Timestamp) {
    this.#hooks = hooks
    this.#environment = environment
    this.#isPersistent = isPersistent
    this.#goodAt = goodAt ?? environment.now()
  }

  start(): void {
    if (this.#state === 'idle') this.#try()
  }

  wake(): void {
    if (this.#state === 'waiting') this.#try()
    else if (this.#state === 'online') this.#hooks.check()
  }

  /** The attempt has come through. The caller tells, because more than the state belongs to the news. */
  online(): void {
    this.#state = 'online'
    this.#isPersistent = true
    this.#onlineAt = this.#environment.now()
  }

  /** The attempt failed, or the link that was there is gone; `goodAt`: when it was last heard. */
  lost(failure: Failure, goodAt?: Timestamp): void {
    if (this.#state === 'ended' || this.#state === 'idle') return
    const now = this.#environment.now()
    if (goodAt !== undefined) this.#goodAt = goodAt
    if (failure.isFinal) {
      this.end(failure.reason, failure.serverText)
      return
    }
    if (!this.#isPersistent) {
      this.#endFirst(failure)
      return
    }

    const wasProven = this.#state === 'online' && now - this.#onlineAt >= PROVEN_AFTER
    if (wasProven) {
      this.#failures = 0
      this.#outageSince = undefined
    }
    this.#outageSince ??= now
    const outage = {
      failures: this.#failures++,
      lastsMs: now - this.#outageSince,
      isVisible: this.#environment.isVisible(),
    }
    this.#wait(now + backoffDelay(outage, this.#environment.random()))
  }

  /** For good. */
  end(reason: EndReason, text?: string): void {
    this.stop()
    this.#hooks.tell({ state: 'ended', reason, ...(text !== undefined && { text }) })
  }

  /** For good, and nobody needs to be told. */
  stop(): void {
    this.#state = 'ended'
    this.#clearTimer()
  }

  #endFirst(failure: Failure): void {
    this.stop()
    void this.#hooks.explain(failure).then(reason => this.end(reason, failure.serverText))
  }

  #wait(until: Timestamp): void {
    this.#state = 'waiting'
    this.#clearTimer()
    this.#timer = this.#environment.setTimer(() => this.#try(), until - this.#environment.now())
    this.#hooks.tell({ state: 'offline', since: this.#goodAt, nextTry: until })
  }

  #try(): void {
    this.#clearTimer()
    this.#state = 'connecting'
    this.#hooks.tell({ state: 'connecting' })
    this.#hooks.attempt()
  }

  #clearTimer(): void {
    if (this.#timer !== undefined) this.#environment.clearTimer(this.#timer)
    this.#timer = undefined
  }
}
