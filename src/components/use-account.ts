import { createContext, useCallback, useContext, useRef, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { shallow } from 'zustand/shallow'
import type { Account } from '../account/account.ts'
import { type Clock, createClock } from '../lib/clock.ts'
import type { Timestamp } from '../lib/time.ts'
import type { AccountState } from '../state/account-state.ts'

export const AccountContext = createContext<Account | undefined>(undefined)

export function useAccount(): Account {
  const account = useContext(AccountContext)
  if (!account) throw new Error('useAccount outside of a signed-in window')
  return account
}

/** One answer of state; renders only when the answer changes (compared by identity). */
export function useAccountState<T>(question: (state: AccountState) => T): T {
  return useStore(useAccount().store, question)
}

/** Wakes listeners when words may have changed. What time it is they ask for themselves: between two wakes time goes on. */
export const clock: Clock = createClock({ document })

/** One answer of state and time; renders only when the answer changes (compared field by field unless told). */
export function useAnswer<T>(
  question: (state: AccountState, now: Timestamp) => T,
  isEqual: (a: T, b: T) => boolean = shallow,
): T {
  const { store } = useAccount()
  const subscribe = useCallback(
    (listener: () => void) => {
      const stopStore = store.subscribe(listener)
      const stopClock = clock.subscribe(listener)
      return () => {
        stopStore()
        stopClock()
      }
    },
    [store],
  )
  return useSyncExternalStore(
    subscribe,
    useStable(() => question(store.getState(), Date.now()), isEqual),
  )
}

/** An answer that depends on the time alone, such as the words for a duration. */
export function useClock<T>(question: (now: Timestamp) => T, isEqual: (a: T, b: T) => boolean = shallow): T {
  return useSyncExternalStore(
    clock.subscribe,
    useStable(() => question(Date.now()), isEqual),
  )
}

/** The same value again for as long as the answer equals it. */
function useStable<T>(answer: () => T, isEqual: (a: T, b: T) => boolean): () => T {
  const last = useRef<{ readonly value: T } | undefined>(undefined)
  return () => {
    const value = answer()
    if (!last.current || !isEqual(last.current.value, value)) last.current = { value }
    return last.current.value
  }
}
