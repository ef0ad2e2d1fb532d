import type { AccountState } from '../../state/account-state.ts'
import { rosterItemOf, subscriptionOf } from '../../state/roster.ts'
import type { BareJid } from '../../xmpp/jid.ts'

/** `unknown`: the list of contacts has not come yet, which is not the same as not being in it. */
export type Acquaintance = 'asking' | 'contact' | 'self' | 'stranger' | 'unknown' | 'waiting'

export function acquaintanceOf(state: AccountState, jid: BareJid): Acquaintance {
  if (jid === state.self) return 'self'
  const subscription = subscriptionOf(state.roster, jid)
  if (subscription === 'pending-in') return 'asking'
  if (subscription === 'pending-out') return 'waiting'
  if (rosterItemOf(state.roster, jid)) return 'contact'
  return state.roster.known ? 'stranger' : 'unknown'
}
