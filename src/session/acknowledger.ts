import type { Environment } from './environment.ts'

export interface AcknowledgerHooks {
  /** Stanzas that have arrived on this stream. */
  readonly received: () => number
  readonly beforeAcknowledge: () => Promise<void>
  /** What had arrived at `count` is stored, as far as anybody can tell. */
  readonly onStored: (count: number) => void
  /** Tells the server how much is stored. */
  readonly sendAcknowledgement: () => void
}

/** Storing that takes longer must not make the server think that we are gone. */
const PATIENCE = 10_000

/** Answers `<r/>`: stores first, and answers many questions that come meanwhile with one `<a/>`. */
export class Acknowledger {
  readonly #hooks: AcknowledgerHooks
  readonly #environment: Environment
  #isBusy = false
  #askedAgain = false
  /** Rises with each stream: what was asked on the last one is not answered on this. */
  #stream = 0

  constructor(hooks: AcknowledgerHooks, environment: Environment) {
    this.#hooks = hooks
    this.#environment = environment
  }

  /** The server wants to know. */
  asked(): void {
    if (this.#isBusy) this.#askedAgain = true
    else void this.#answer(this.#stream)
  }

  /** A fresh stream counts from zero: nothing of the last one is answered any more. */
  startOver(): void {
    this.#stream++
    this.#isBusy = false
    this.#askedAgain = false
  }

  /** The link is gone: stores what has arrived, so that a resumption need not repeat it. */
  lost(): void {
    this.startOver()
    void this.#store(this.#stream)
  }

  /** Stores what has arrived; resolves when that is done or takes too long. */
  flush(): Promise<void> {
    return this.#withPatience(this.#store(this.#stream))
  }

  async #answer(stream: number): Promise<void> {
    this.#isBusy = true
    do {
      this.#askedAgain = false
      await this.#withPatience(this.#store(stream))
      if (stream !== this.#stream) return
      this.#hooks.sendAcknowledgement()
    } while (this.#askedAgain)
    this.#isBusy = false
  }

  async #store(stream: number): Promise<void> {
    const count = this.#hooks.received()
    try {
      await this.#hooks.beforeAcknowledge()
    } catch (error) {
      this.#environment.log('storing before an acknowledgement failed', error)
    }
    if (stream === this.#stream) this.#hooks.onStored(count)
  }

  #withPatience(storing: Promise<void>): Promise<void> {
    const { setTimer, clearTimer } = this.#environment
    return new Promise(resolve => {
      const timer = setTimer(resolve, PATIENCE)
      void storing.then(() => {
        clearTimer(timer)
        resolve()
      })
    })
  }
}
