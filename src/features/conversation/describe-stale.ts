import { momentInWords } from '../../components/describe-time.ts'
import { conversationWords } from '../../i18n/conversation-words.ts'
import type { Timestamp } from '../../lib/time.ts'
import type { Whereabouts } from '../../state/whereabouts.ts'
import { type BareJid, domainOf } from '../../xmpp/jid.ts'

const text = conversationWords.stale

interface About {
  readonly jid: BareJid
  readonly short: string
  readonly now: Timestamp
}

/** What is the matter, and what that means for what is on the screen (DESIGN §3). */
export function describeStaleNotice(
  { stale, staleFrom, state }: Whereabouts,
  { jid, short, now }: About,
): { readonly strong: string; readonly rest: string } {
  if (!stale) return { strong: '', rest: '' }
  const since = stale.since === undefined ? undefined : momentInWords(stale.since, now)
  if (stale.kind === 'connection-paused') return { strong: text.paused(short, since), rest: text.whenResumed }
  const strong = stale.kind === 'other' ? text.unsure(short, since) : text.unreachable(domainOf(jid), since)
  if (staleFrom !== undefined) return { strong, rest: text.isFrom(short, momentInWords(staleFrom, now)) }
  return { strong, rest: state === 'offline' ? text.wasOffline(short) : text.neverTold(short) }
}
