import { useMemo } from 'react'
import { useAccountState } from './use-account.ts'

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

/** The groups there are, for choosing one. */
export function useGroupNames(): readonly string[] {
  const items = useAccountState(state => state.roster.items)
  return useMemo(() => {
    const names = new Set<string>()
    for (const { groups } of items.values()) for (const group of groups) names.add(group)
    return [...names].sort(collator.compare)
  }, [items])
}
