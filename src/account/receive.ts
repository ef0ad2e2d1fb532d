import type { SessionEvent } from '../session/events.ts'

/** How many events one turn applies: a storm is taken in slices, none of which a person feels. */
const SLICE = 500
/** A hidden page gets no frames; its events wait this long for company, ms. */
const HIDDEN_DELAY = 100

export interface Receiver {
  /** Takes one event; applied with all others of the same frame. */
  take(event: SessionEvent): void
  /** Applies all that waits, now. */
  drain(): void
  /** Resolves when nothing waits. */
  settled(): Promise<void>
  stop(): void
}

/** Collects what arrives within a frame, so that it becomes one update of the store (and one render). */
export function createReceiver(apply: (events: readonly SessionEvent[]) => void): Receiver {
  let queue: SessionEvent[] = []
  let scheduled: (() => void) | undefined
  let waiting: (() => void)[] = []

  function turn(): void {
    cancel()
    const slice = queue.slice(0, SLICE)
    queue = queue.slice(SLICE)
    if (slice.length > 0) apply(slice)
    if (queue.length > 0) schedule()
    else release()
  }

  function release(): void {
    const resolved = waiting
    waiting = []
    for (const resolve of resolved) resolve()
  }

  function schedule(): void {
    if (scheduled) return
    if (typeof document !== 'undefined' && !document.hidden) {
      const frame = requestAnimationFrame(turn)
      // A covered window may get no frames although it is not hidden.
      const timer = setTimeout(turn, HIDDEN_DELAY)
      scheduled = () => {
        cancelAnimationFrame(frame)
        clearTimeout(timer)
      }
    } else {
      const timer = setTimeout(turn, HIDDEN_DELAY)
      scheduled = () => clearTimeout(timer)
    }
  }

  function cancel(): void {
    scheduled?.()
    scheduled = undefined
  }

  return {
    take(event) {
      queue.push(event)
      schedule()
    },
    drain() {
      cancel()
      while (queue.length > 0) {
        const slice = queue
        queue = []
        apply(slice)
      }
      release()
    },
    settled: () => (queue.length === 0 ? Promise.resolve() : new Promise(resolve => waiting.push(resolve))),
    stop() {
      cancel()
      queue = []
      release()
    },
  }
}
