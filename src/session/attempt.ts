import type { Environment, Timer } from './environment.ts'
import { Failure } from './failure.ts'
import type { Stream, StreamHooks } from './stream.ts'

export interface AttemptOptions {
  /** In the order they are to be tried. */
  readonly services: readonly string[]
  readonly environment: Environment
  /** So long nothing may come before we go on; four times that for all of it. */
  readonly deadline: number
  /** A stream that has begun. */
  readonly begin: (service: string, hooks: StreamHooks) => Stream
  readonly onFailed: (failure: Failure) => void
}

/** With other addresses left, one that does not even open gets less time. */
const OPENING_SHARE = 1 / 3
const TOTAL_SHARE = 4

/** One attempt: the addresses in turn until one of them speaks XMPP, against the clock. */
export class Attempt {
  readonly #options: AttemptOptions
  #index = -1
  #hasSpoken = false
  #stream: Stream | undefined
  /** Once established, everything goes to the session. */
  #live: StreamHooks | undefined
  #timer: Timer | undefined
  #total: Timer | undefined
  /** Of several, the failure that says most. */
  #worst: Failure | undefined

  constructor(options: AttemptOptions) {
    this.#options = options
  }

  start(): void {
    const { environment, deadline } = this.#options
    this.#total = environment.setTimer(() => this.#timeUp(), deadline * TOTAL_SHARE)
    this.#next()
  }

  /** From now on its events are for others. */
  established(live: StreamHooks): void {
    this.#live = live
    this.#clearTimers()
  }

  cancel(): void {
    this.#clearTimers()
    this.#stream?.drop()
  }

  #next(): void {
    this.#index++
    const { services, begin, onFailed } = this.#options
    const service = services[this.#index]
    if (service === undefined) {
      this.#clearTimers()
      onFailed(this.#worst ?? new Failure('host-unreachable', false))
      return
    }
    this.#watch()
    this.#stream = begin(service, {
      onHeard: () => (this.#live ? this.#live.onHeard() : this.#heard()),
      onRefused: frame => this.#live?.onRefused(frame) ?? false,
      onLost: failure => (this.#live ? this.#live.onLost(failure) : this.#failed(failure)),
    })
  }

  #heard(): void {
    this.#hasSpoken = true
    this.#watch()
  }

  #watch(): void {
    const { environment, deadline, services } = this.#options
    const isOpening = !this.#hasSpoken && this.#index < services.length - 1
    if (this.#timer !== undefined) environment.clearTimer(this.#timer)
    this.#timer = environment.setTimer(() => this.#timeUp(), isOpening ? deadline * OPENING_SHARE : deadline)
  }

  #timeUp(): void {
    this.#stream?.lose(new Failure('timeout', false))
  }

  #failed(failure: Failure): void {
    if (this.#hasSpoken || failure.isFinal) {
      this.#clearTimers()
      this.#options.onFailed(failure)
      return
    }
    if (this.#worst?.reason !== 'timeout') this.#worst = failure
    this.#next()
  }

  #clearTimers(): void {
    for (const timer of [this.#timer, this.#total]) {
      if (timer !== undefined) this.#options.environment.clearTimer(timer)
    }
  }
}
