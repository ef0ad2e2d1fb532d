import type { MouseEvent } from 'react'
import { deleteMessage, sendAgain } from '../../account/actions/messages.ts'
import { timeOfDay } from '../../components/describe-time.ts'
import { isoWithOffset } from '../../components/presence-attributes.ts'
import { useAccount } from '../../components/use-account.ts'
import { conversationWords } from '../../i18n/conversation-words.ts'
import type { ChatMessage, Delivery } from '../../xmpp/chat-message.ts'
import { describeDelivery } from './describe-delivery.ts'
import { Tick } from './tick.tsx'

interface MessageMetaProps {
  readonly message: ChatMessage
  readonly delivery: Delivery | undefined
  readonly isQueued: boolean
  /** Inside a run: seen beside the bubble while the pointer is there, and always heard. */
  readonly beside: boolean
}

/** When it was written and what became of it. */
export function MessageMeta({ message, delivery, isQueued, beside }: MessageMetaProps) {
  const classes = ['meta', beside ? 'beside' : '', delivery === 'failed' ? 'bad' : '']
  return (
    <div className={classes.filter(Boolean).join(' ')}>
      <time dateTime={isoWithOffset(message.at)}>{timeOfDay(message.at)}</time>
      {delivery && (
        <>
          <Tick delivery={delivery} />
          <span>{describeDelivery(message, delivery, isQueued)}</span>
        </>
      )}
      {delivery === 'failed' && <Remedies message={message} />}
    </div>
  )
}

function Remedies({ message: { conversation, key } }: { readonly message: ChatMessage }) {
  const account = useAccount()

  function remedy(action: typeof sendAgain) {
    return (event: MouseEvent) => {
      // The button goes with the failed message; the focus stays in the conversation.
      event.currentTarget.closest<HTMLElement>('[role=log]')?.focus({ preventScroll: true })
      void action(account, conversation, key)
    }
  }

  return (
    <>
      <button type="button" onClick={remedy(sendAgain)}>
        {conversationWords.sendAgain}
      </button>
      <button type="button" onClick={remedy(deleteMessage)}>
        {conversationWords.delete}
      </button>
    </>
  )
}
