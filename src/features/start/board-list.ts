import type { Timestamp } from '../../lib/time.ts'
import type { AccountState } from '../../state/account-state.ts'
import { nameOf } from '../../state/roster.ts'
import { rosterRank, standingOf, whereaboutsOf } from '../../state/whereabouts.ts'
import type { BareJid } from '../../xmpp/jid.ts'

/** More lanes than this nobody reads; the rest is in the list beside it. */
export const MOST_LANES = 100

export interface BoardList {
  readonly counts: { readonly here: number; readonly all: number }
  /** Who is signed in, or was when we last knew: most reachable first. */
  readonly jids: readonly BareJid[]
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

let latest: { readonly state: AccountState; readonly now: Timestamp; readonly board: BoardList } | undefined

/** The whole board at `now`, each contact once. Several parts of the page ask: the last answer is kept. */
export function boardOf(state: AccountState, now: Timestamp): BoardList {
  if (latest?.state !== state || latest.now !== now) latest = { state, now, board: compose(state, now) }
  return latest.board
}

function compose(state: AccountState, now: Timestamp): BoardList {
  let here = 0
  const signedIn = []
  for (const jid of state.roster.items.keys()) {
    const about = whereaboutsOf(state, jid, now)
    if (standingOf(about) === 'here') here++
    if (about.state === 'here')
      signedIn.push({ jid, rank: rosterRank(about), name: nameOf(state.roster, jid) })
  }
  signedIn.sort((a, b) => a.rank - b.rank || collator.compare(a.name, b.name))
  return { counts: { here, all: state.roster.items.size }, jids: signedIn.map(({ jid }) => jid) }
}
