import type { Timestamp } from '../../lib/time.ts'
import type { AccountState } from '../../state/account-state.ts'
import type { RosterLister } from '../../state/roster-list.ts'
import { rosterRank, whereaboutsOf } from '../../state/whereabouts.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import { evidenceOf } from './lane-figure.ts'

export interface LaneList {
  readonly jids: readonly BareJid[]
  /** So many of them, the first ones, are connected for sure. */
  readonly connected: number
}

const DND = 1
const STALE = 5
const OFFLINE = 6

/** Everybody once: here, DND by name; idle, away, away for long by recency; then the stale and who was seen last. */
export function createLaneLister(lister: RosterLister): (state: AccountState, now: Timestamp) => LaneList {
  let last: LaneList = { jids: [], connected: 0 }
  return (state, now) => {
    const { groups } = lister(state, { filter: 'all', search: '', now, ungrouped: true })
    const lanes = (groups[0]?.jids ?? []).map(jid => {
      const about = whereaboutsOf(state, jid, now)
      const rank = rosterRank(about)
      const isByName = rank <= DND || rank > OFFLINE
      return { jid, rank, at: isByName ? 0 : (evidenceOf(about, now) ?? Number.NEGATIVE_INFINITY) }
    })
    lanes.sort((a, b) => a.rank - b.rank || (a.at === b.at ? 0 : b.at - a.at))
    const jids = lanes.map(({ jid }) => jid)
    const connected = lanes.filter(({ rank }) => rank < STALE).length
    const isSame = last.connected === connected && sameItems(last.jids, jids)
    last = isSame ? last : { jids, connected }
    return last
  }
}

/** The order that is shown while somebody is at the list: nobody moves, unless contacts come or go. */
export function heldLanes(shown: LaneList, fresh: LaneList): LaneList {
  if (shown === fresh || shown.jids.length !== fresh.jids.length) return fresh
  const members = new Set(fresh.jids)
  return shown.jids.every(jid => members.has(jid)) ? shown : fresh
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i])
}
