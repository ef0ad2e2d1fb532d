import type { Timestamp } from '../../lib/time.ts'
import type { AccountState } from '../../state/account-state.ts'
import type { ContactPresence } from '../../state/presence.ts'
import type { RosterLister } from '../../state/roster-list.ts'
import { emptyTyping } from '../../state/typing.ts'
import { rosterRank, type Whereabouts, whereaboutsOf } from '../../state/whereabouts.ts'
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
  const judge = createJudge()
  let last: LaneList = { jids: [], connected: 0 }
  return (state, now) => {
    const { groups } = lister(state, { filter: 'all', search: '', now, ungrouped: true })
    const verdictOf = judge(state, now)
    const lanes = (groups[0]?.jids ?? []).map(jid => ({ jid, ...verdictOf(jid) }))
    lanes.sort((a, b) => a.rank - b.rank || (a.at === b.at ? 0 : b.at - a.at))
    const jids = lanes.map(({ jid }) => jid)
    const connected = lanes.filter(({ rank }) => rank < STALE).length
    const isSame = last.connected === connected && sameItems(last.jids, jids)
    last = isSame ? last : { jids, connected }
    return last
  }
}

interface Verdict {
  readonly contact: ContactPresence | undefined
  readonly rank: number
  /** The last evidence, where it counts. */
  readonly at: number
  readonly until: Timestamp
}

/** Judging everybody is dear: who has sent nothing since is judged again only when time has changed the verdict. */
function createJudge() {
  const verdicts = new Map<BareJid, Verdict>()
  let grounds: readonly unknown[] = []
  return (state: AccountState, now: Timestamp) => {
    const { connection, presence, roster } = state
    const next = [connection, presence.settled, presence.unreachable, roster.items]
    if (!sameItems(grounds, next)) verdicts.clear()
    grounds = next
    // Typing never moves anybody.
    const quiet = { ...state, typing: emptyTyping }
    return (jid: BareJid): Verdict => {
      const contact = presence.contacts.get(jid)
      const before = verdicts.get(jid)
      if (before && before.contact === contact && now < before.until) return before
      const about = whereaboutsOf(quiet, jid, now)
      const verdict = { contact, ...rankOf(about), until: about.until ?? Number.POSITIVE_INFINITY }
      verdicts.set(jid, verdict)
      return verdict
    }
  }
}

function rankOf(about: Whereabouts): { readonly rank: number; readonly at: number } {
  const rank = rosterRank(about)
  const isByName = rank <= DND || rank > OFFLINE
  // Whoever is there now is there later than anybody was, whatever the time.
  const at = isByName ? 0 : (evidenceOf(about, Number.POSITIVE_INFINITY) ?? Number.NEGATIVE_INFINITY)
  return { rank, at }
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
