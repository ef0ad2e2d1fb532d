import { timeOfDay } from '../../components/describe-time.ts'
import { useAccountState } from '../../components/use-account.ts'
import { conversationWords } from '../../i18n/conversation-words.ts'
import { isOnline } from '../../state/connection.ts'
import type { ChatMessage } from '../../xmpp/chat-message.ts'
import { MessageMeta } from './message-meta.tsx'
import { MessageText } from './message-text.tsx'

interface MessageProps {
  readonly message: ChatMessage
  /** Of the contact. */
  readonly name: string
  readonly joins: boolean
  readonly closes: boolean
}

export function Message({ message, name, joins, closes }: MessageProps) {
  const isOwn = message.direction === 'out'
  const delivery = isOwn ? (message.delivery ?? 'sent') : undefined
  const online = useAccountState(state => isOnline(state.connection))
  const isQueued = delivery === 'pending' && !online
  const classes = ['m', isOwn ? 'me' : '', joins ? 'same' : '']
  if (delivery === 'pending' || delivery === 'failed') classes.push(delivery)
  return (
    <article
      className={classes.filter(Boolean).join(' ')}
      // The log is one tab stop; arrows lead here.
      tabIndex={-1}
      aria-label={conversationWords.messageBy(isOwn ? conversationWords.you : name, timeOfDay(message.at))}
      data-message-id={message.key}
      data-direction={message.direction}
      data-delivery={delivery}
      data-error={delivery === 'failed' ? message.error?.condition : undefined}
      data-queued={isQueued ? 'true' : undefined}
    >
      <MessageText body={message.body} />
      <MessageMeta message={message} delivery={delivery} isQueued={isQueued} beside={!closes} />
    </article>
  )
}
