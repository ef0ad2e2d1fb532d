import { Avatar } from '../../components/avatar.tsx'
import { useName, useShortName } from '../../components/name.tsx'
import { useAccountState } from '../../components/use-account.ts'
import { useWhereabouts } from '../../components/use-whereabouts.ts'
import { conversationWords } from '../../i18n/conversation-words.ts'
import type { Whereabouts } from '../../state/whereabouts.ts'
import type { BareJid } from '../../xmpp/jid.ts'

const text = conversationWords.empty

/** Nothing has been said yet: who it is, and whether now is a good moment. */
export function EmptyConversation({ jid }: { readonly jid: BareJid }) {
  const name = useName(jid)
  const short = useShortName(jid)
  const about = useWhereabouts(jid)
  const isSelf = useAccountState(state => state.self === jid)
  return (
    <div className="log-empty">
      <Avatar name={name} jid={jid} about={about} size={64} />
      <h2>{conversationWords.emptyTitle(short)}</h2>
      <p className="hint">{isSelf ? text.self : sentence(about, short)}</p>
    </div>
  )
}

function sentence(about: Whereabouts, short: string): string {
  if (!about.live) return text.disconnected
  if (about.stale) return text.stale(short)
  if (about.state === 'offline') return text.offline(short)
  if (about.state !== 'here') return text.unsure(short)
  const { availability = 'available', idleSince } = about
  if (idleSince !== undefined && (availability === 'available' || availability === 'chat'))
    return text.idle(short)
  if (availability === 'available' && about.idleUnknown) return text.told(short)
  return text[availability](short)
}
