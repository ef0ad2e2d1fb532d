import { conversationWords } from '../../i18n/conversation-words.ts'
import type { ChatMessage, Delivery } from '../../xmpp/chat-message.ts'
import { domainOf } from '../../xmpp/jid.ts'

const text = conversationWords
const reasons = new Map<string, (domain: string) => string>(Object.entries(text.reasons))

/** What became of a message of ours. */
export function describeDelivery(message: ChatMessage, delivery: Delivery, isQueued: boolean): string {
  switch (delivery) {
    case 'pending':
      return isQueued ? text.queued : text.sending
    case 'sent':
      return text.sent
    case 'offline':
      return text.storedUntilOnline
    case 'delivered':
      return text.delivered
    case 'displayed':
      return text.displayed
    case 'failed':
      return text.notDelivered(reasonOf(message))
  }
}

function reasonOf({ error, conversation }: ChatMessage): string {
  const reason = reasons.get(error?.condition ?? 'undefined-condition') ?? text.reasons['undefined-condition']
  return reason(domainOf(conversation))
}
