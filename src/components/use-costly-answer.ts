import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { Timestamp } from '../lib/time.ts'
import type { AccountState } from '../state/account-state.ts'
import { clock, useAccount } from './use-account.ts'

/** Answering may take this share of the time: a storm of presences leaves the rest to drawing. */
const SHARE = 0.1

/**
 * Like `useAnswer`, for a question about everybody at once: asked at most once a frame, and the more seldom the dearer
 * the answer is. What it shows may be that much behind. `question` has to stay the same function.
 */
export function useCostlyAnswer<T>(question: (state: AccountState, now: Timestamp) => T): T {
  const { store } = useAccount()
  const last = useRef<{ readonly value: T } | undefined>(undefined)
  const ask = useCallback(() => {
    const value = question(store.getState(), clock.now())
    last.current = { value }
    return value
  }, [store, question])

  const subscribe = useCallback(
    (listener: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      let nextAt = 0
      const answer = () => {
        timer = undefined
        const started = performance.now()
        ask()
        nextAt = performance.now() + (performance.now() - started) / SHARE
        listener()
      }
      const later = () => {
        timer ??= setTimeout(answer, Math.max(0, nextAt - performance.now()))
      }
      const stops = [store.subscribe(later), clock.subscribe(later)]
      return () => {
        clearTimeout(timer)
        for (const stop of stops) stop()
      }
    },
    [store, ask],
  )
  return useSyncExternalStore(subscribe, () => (last.current ? last.current.value : ask()))
}
