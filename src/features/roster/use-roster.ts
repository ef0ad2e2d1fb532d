import { useEffect, useState, useSyncExternalStore } from 'react'
import { clock, useAccount } from '../../components/use-account.ts'
import type { RosterFilter, RosterList } from '../../state/roster-list.ts'
import { createRosterKeeper, type RosterKeeper } from './roster-keeper.ts'

export interface RosterQuestionState {
  readonly filter: RosterFilter
  readonly search: string
}

/** The list for a filter and a search, and the keeper who is to be told about pointer and focus. */
export function useRoster(question: RosterQuestionState): { keeper: RosterKeeper; list: RosterList } {
  const { store } = useAccount()
  const [keeper] = useState(() => createRosterKeeper(store, clock))
  useEffect(() => keeper.ask(question), [keeper, question])
  const list = useSyncExternalStore(keeper.subscribe, keeper.list)
  return { keeper, list }
}
