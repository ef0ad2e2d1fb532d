import { nameOf, shortNameOf } from '../state/roster.ts'
import type { BareJid } from '../xmpp/jid.ts'
import { useAccountState } from './use-account.ts'

export function useName(jid: BareJid): string {
  return useAccountState(state => nameOf(state.roster, jid))
}

/** First word of the name; an address stays whole. */
export function useShortName(jid: BareJid): string {
  return useAccountState(state => shortNameOf(state.roster, jid))
}

/** The name of a contact, isolated from the direction of the text around it. */
export function Name({ jid }: { jid: BareJid }) {
  return <bdi>{useName(jid)}</bdi>
}
