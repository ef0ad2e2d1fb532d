import type { Timestamp } from '../lib/time.ts'
import type { AccountState } from '../state/account-state.ts'
import { unreadOf } from '../state/conversations.ts'
import { rosterList } from '../state/roster-list.ts'
import type { BareJid } from '../xmpp/jid.ts'

/** The neighbour of the open conversation in the order of the list, round its ends; undefined when there is none. */
export function neighbour(
  state: AccountState,
  now: Timestamp,
  {
    from,
    step,
    unread,
  }: { readonly from: BareJid | undefined; readonly step: 1 | -1; readonly unread: boolean },
): BareJid | undefined {
  const listed = rosterList(state, { filter: 'all', search: '', now }).groups.flatMap(group => group.jids)
  const jids = [...new Set(listed)]
  const at = from === undefined ? -1 : jids.indexOf(from)
  const wanted = (jid: BareJid) => jid !== from && (!unread || unreadOf(state.conversations, jid) > 0)
  for (let distance = 1; distance <= jids.length; distance++) {
    const start = at < 0 && step < 0 ? 0 : at
    const jid = jids.at((start + step * distance) % jids.length)
    if (jid !== undefined && wanted(jid)) return jid
  }
  return undefined
}
