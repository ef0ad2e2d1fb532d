import type { Timestamp } from '../lib/time.ts'
import type { ConnectionEvent } from '../session/events.ts'
import type { AccountState } from '../state/account-state.ts'
import type { ConnectionSlice } from '../state/connection.ts'
import { applyFreshStream } from '../state/presence.ts'
import { emptyTyping } from '../state/typing.ts'

/**
 * What a change of the link does to what we know. A fresh stream knows nothing of who is there until the server tells;
 * a resumed one goes on where it was. Nobody types over a dead link.
 */
export function applyConnection(
  state: AccountState,
  event: ConnectionEvent,
  { now, queued }: { readonly now: Timestamp; readonly queued: number },
): AccountState {
  const before = state.connection
  const lastGood = lastGoodOf(before, now)
  switch (event.state) {
    case 'connecting':
      return {
        ...state,
        connection: {
          state: 'connecting',
          again: isAgain(before),
          ...(lastGood === undefined ? {} : { lastGood }),
        },
      }
    case 'online': {
      const outage =
        isAgain(before) && lastGood !== undefined ? { outage: { from: lastGood, sent: queued } } : {}
      const connection: ConnectionSlice = { state: 'online', since: now, ...outage }
      if (event.resumed) return { ...state, connection }
      return { ...state, connection, presence: applyFreshStream(), typing: emptyTyping }
    }
    case 'offline':
      return {
        ...state,
        connection: { state: 'offline', lastGood: event.since, nextTry: event.nextTry },
        typing: emptyTyping,
      }
    case 'ended':
      return {
        ...state,
        connection: {
          state: 'ended',
          lastGood: lastGood ?? now,
          reason: event.reason,
          ...(event.text === undefined ? {} : { text: event.text }),
        },
        typing: emptyTyping,
      }
  }
}

function lastGoodOf(before: ConnectionSlice, now: Timestamp): Timestamp | undefined {
  return before.state === 'online' ? now : before.lastGood
}

/** Whether a connection now would be a return rather than the first of this page. */
function isAgain(before: ConnectionSlice): boolean {
  return before.state === 'connecting' ? (before.again ?? false) : true
}
