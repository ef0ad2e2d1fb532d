import type { Timestamp } from '../../lib/time.ts'
import type { AccountState } from '../../state/account-state.ts'
import { devicesOf } from '../../state/presence.ts'
import { createRosterLister } from '../../state/roster-list.ts'
import type { BareJid } from '../../xmpp/jid.ts'

/** More lanes than this nobody reads; the rest is in the list beside it. */
export const MOST_LANES = 100

export interface BoardList {
  readonly here: number
  readonly all: number
  /** Who is signed in, or was when we last knew: most reachable first. */
  readonly jids: readonly BareJid[]
  /** How many more are signed in. */
  readonly more: number
}

/** Asks for the whole board, each contact once; a board keeps its own lister, which remembers the order of names. */
export function createBoardLister(): (state: AccountState, now: Timestamp) => BoardList {
  const lister = createRosterLister()
  return (state, now) => {
    const { counts, groups } = lister(state, { filter: 'all', search: '', now, ungrouped: true })
    const everybody = groups[0]?.jids ?? []
    const signedIn = everybody.filter(jid => devicesOf(state.presence, jid).length > 0)
    const jids = signedIn.slice(0, MOST_LANES)
    return { here: counts.here, all: counts.all, jids, more: signedIn.length - jids.length }
  }
}
