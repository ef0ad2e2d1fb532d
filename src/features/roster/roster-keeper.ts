import type { Clock } from '../../lib/clock.ts'
import { SECOND, type Timestamp } from '../../lib/time.ts'
import type { AccountState } from '../../state/account-state.ts'
import { createRosterLister, type RosterFilter, type RosterList, STRANGERS } from '../../state/roster-list.ts'
import type { AccountStore } from '../../state/store.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import { heldOrder, sameList, sameOrder } from './held-order.ts'

/** A row stays where it is for this long after something would have moved it, and while somebody is at the list. */
const PATIENCE = 3 * SECOND
/** Right after the first sign-in the answers pour in: then the list follows at once. */
const ARRIVAL = 3 * SECOND
/** Listing may take this share of the time: a storm of presences leaves the rest to drawing. */
const SHARE = 0.1

/**
 * The list on the screen. Counts are always fresh (at most once a frame, seldomer where listing is dear); the order
 * waits. Verbs tell it what happened.
 */
export interface RosterKeeper {
  subscribe(listener: () => void): () => void
  list(): RosterList
  /** Another filter or search: a new list at once. */
  ask(question: { readonly filter: RosterFilter; readonly search: string }): void
  /** The pointer or the focus came to the list. */
  busy(with_: 'focus' | 'pointer'): void
  /** It left. */
  free(from: 'focus' | 'pointer'): void
}

export function createRosterKeeper(store: AccountStore, clock: Clock): RosterKeeper {
  const lister = createRosterLister()
  const listeners = new Set<() => void>()
  const visitors = new Set<'focus' | 'pointer'>()
  let question: { readonly filter: RosterFilter; readonly search: string } = { filter: 'all', search: '' }
  let seen: AccountState | undefined
  let shown: RosterList = { groups: [], counts: { all: 0, here: 0, away: 0, out: 0, unread: 0 } }
  let arrivedAt: Timestamp | undefined
  let outOfOrderSince: Timestamp | undefined
  let nextListing = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let sortTimer: ReturnType<typeof setTimeout> | undefined

  function refresh(order: 'held' | 'new' = 'held') {
    clearTimeout(timer)
    timer = undefined
    const state = store.getState()
    const now = Date.now()
    const started = performance.now()
    const fresh = lister(state, { ...question, now })
    nextListing = performance.now() + (performance.now() - started) / SHARE
    seen = state
    if (state.connection.state === 'online') arrivedAt ??= now
    const before = shown
    shown =
      order === 'new' || maySort(now) ? sameList(before, fresh) : heldOrder(before, fresh, belongsTo(state))
    outOfOrderSince = sameOrder(shown, fresh) ? undefined : (outOfOrderSince ?? now)
    sortLater(now)
    if (shown !== before) for (const listener of listeners) listener()
  }

  function maySort(now: Timestamp): boolean {
    if (arrivedAt === undefined || now - arrivedAt < ARRIVAL) return !visitors.has('pointer')
    return visitors.size === 0 && outOfOrderSince !== undefined && now - outOfOrderSince >= PATIENCE
  }

  function sortLater(now: Timestamp) {
    clearTimeout(sortTimer)
    sortTimer = undefined
    if (outOfOrderSince === undefined || visitors.size > 0 || listeners.size === 0) return
    sortTimer = setTimeout(refresh, Math.max(0, outOfOrderSince + PATIENCE - now))
  }

  function onChange() {
    if (timer !== undefined || !isNews(store.getState(), seen)) return
    const wait = nextListing - performance.now()
    if (wait <= 0) refresh()
    else timer = setTimeout(refresh, wait)
  }

  let stops: readonly (() => void)[] = []
  return {
    subscribe(listener) {
      if (listeners.size === 0) {
        // Idle by the clock: somebody may have crossed the minute.
        stops = [store.subscribe(onChange), clock.subscribe(() => refresh())]
        refresh()
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        for (const stop of stops) stop()
        clearTimeout(timer)
        clearTimeout(sortTimer)
        timer = undefined
      }
    },
    list() {
      if (!seen) refresh('new')
      return shown
    },
    ask(next) {
      if (next.filter === question.filter && next.search === question.search) return
      question = next
      outOfOrderSince = undefined
      refresh('new')
    },
    busy(visitor) {
      visitors.add(visitor)
      clearTimeout(sortTimer)
    },
    free(visitor) {
      if (visitors.delete(visitor)) sortLater(Date.now())
    },
  }
}

/** Messages, drafts of the disk and typing change nothing here. */
function isNews(state: AccountState, seen: AccountState | undefined): boolean {
  return (
    state.roster.items !== seen?.roster.items ||
    state.presence !== seen.presence ||
    state.conversations.byJid !== seen.conversations.byJid ||
    state.connection !== seen.connection ||
    state.blocking !== seen.blocking
  )
}

function belongsTo(state: AccountState): (group: string, jid: BareJid) => boolean {
  return (group, jid) => {
    const item = state.roster.items.get(jid)
    if (!item) return group === STRANGERS
    return group === '' ? item.groups.length === 0 : item.groups.includes(group)
  }
}
