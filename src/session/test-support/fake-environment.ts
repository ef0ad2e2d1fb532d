import type { Environment, Timer } from '../environment.ts'

/** A clock that moves only when a test moves it, and a log that can be looked at. */
export class FakeEnvironment implements Environment {
  time = 1_000_000
  visible = true
  randomValue = 0.5
  readonly logged: string[] = []
  #timers: { readonly id: number; readonly at: number; readonly run: () => void }[] = []
  #lastId = 0

  readonly now = () => this.time
  readonly random = () => this.randomValue
  readonly isVisible = () => this.visible
  readonly log = (what: string) => void this.logged.push(what)
  readonly fetch: typeof fetch = () => Promise.reject(new TypeError('no network in tests'))

  readonly setTimer = (run: () => void, milliseconds: number) => {
    const id = ++this.#lastId
    this.#timers.push({ id, at: this.time + milliseconds, run })
    return id as unknown as Timer
  }

  readonly clearTimer = (timer: Timer) => {
    this.#timers = this.#timers.filter(({ id }) => id !== (timer as unknown as number))
  }

  get pending(): number {
    return this.#timers.length
  }

  /** Lets time pass, firing what falls due in order. */
  pass(milliseconds: number): void {
    const end = this.time + milliseconds
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.time = Math.max(this.time, next.at)
      this.clearTimer(next.id as unknown as Timer)
      next.run()
    }
    this.time = end
  }

  /** The machine sleeps: time passes, timers fire late and together. */
  sleep(milliseconds: number): void {
    this.time += milliseconds
    this.pass(0)
  }
}

/** Lets promises that are settled already run on. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}
