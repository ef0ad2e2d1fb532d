import { createContext, useCallback, useContext, useRef, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { Account } from '../account/account.ts'
import { type Clock, createClock } from '../lib/clock.ts'
import type { Timestamp } from '../lib/time.ts'
import type { AccountState } from '../state/account-state.ts'
import { shallow } from 'zustand/shallow'

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

export const clock: Clock = createClock({ document })

/** One answer of state and time; renders only when the answer changes (compared field by field). */
export function useAnswer<T>(question: (state: AccountState, now: Timestamp) => T): T {
  const { store } = useAccount()
  const last = useRef<{ value: T } | undefined>(undefined)
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
  return useSyncExternalStore(subscribe, () => {
    const value = question(store.getState(), clock.now())
    if (!last.current || !shallow(last.current.value, value)) last.current = { value }
    return last.current.value
  })
}

/** An answer that depends on the time alone, such as the words for a duration. */
export function useClock<T>(question: (now: Timestamp) => T): T {
  const last = useRef<{ value: T } | undefined>(undefined)
  return useSyncExternalStore(clock.subscribe, () => {
    const value = question(clock.now())
    if (!last.current || !shallow(last.current.value, value)) last.current = { value }
    return last.current.value
  })
}
