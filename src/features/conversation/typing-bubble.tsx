import { useShortName } from '../../components/name.tsx'
import { useWhereabouts } from '../../components/use-whereabouts.ts'
import { conversationWords } from '../../i18n/conversation-words.ts'
import type { BareJid } from '../../xmpp/jid.ts'

/** The last thing in the conversation. The status is always there, so that its words are heard when they come. */
export function TypingBubble({ jid }: { readonly jid: BareJid }) {
  const short = useShortName(jid)
  const { typing } = useWhereabouts(jid)
  return (
    <div className={typing ? 'typing-b' : ''}>
      {typing && (
        <span className="bub" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
      )}
      <span role="status" aria-label={conversationWords.typing}>
        {typing && conversationWords.isTyping(short)}
      </span>
    </div>
  )
}
