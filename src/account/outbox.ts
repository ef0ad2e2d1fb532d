import type { Session } from '../session/session.ts'
import type { ChatMessage } from '../xmpp/chat-message.ts'
import type { BareJid } from '../xmpp/jid.ts'
import { encodeMessage } from '../xmpp/message.ts'

/** Own messages between "on the disk" and "the server has it". */
export interface Outbox {
  /** Takes a message that is on the disk already; sends it when it is its turn. */
  add(message: ChatMessage): void
  /** The stream is new or back: sends in order what is not on its way yet. */
  transmit(): void
  /** Nobody knows whether the server has it: it may be sent again, under the same id. */
  lost(id: string): void
  /** The server has it, or refused it. */
  settled(id: string): void
  /** Which message the stanza of this id carried, while its fate is open or may still change to "failed". */
  find(id: string): { readonly conversation: BareJid; readonly key: string } | undefined
  /** How many wait for the server's proof. */
  readonly size: number
}

/** `onTheWire`: ids that a resumed stream still carries. */
export function createOutbox(
  session: Pick<Session, 'send'>,
  options: { readonly maySeeUs: (jid: BareJid) => boolean; readonly onTheWire?: ReadonlySet<string> },
): Outbox {
  /** In the order in which they were written: a message never overtakes another. */
  const waiting = new Map<string, ChatMessage>()
  const inFlight = new Set<string>(options.onTheWire)
  /** Sent and acknowledged: an error may still come back for these (newest 1,000). */
  const acknowledged = new Map<string, { conversation: BareJid; key: string }>()

  function transmit(): void {
    for (const [id, message] of waiting) {
      if (inFlight.has(id)) continue
      if (!session.send(stanzaOf(message, options.maySeeUs(message.conversation)))) return
      inFlight.add(id)
    }
  }

  return {
    add(message) {
      waiting.set(message.key, message)
      transmit()
    },
    transmit,
    lost(id) {
      inFlight.delete(id)
    },
    settled(id) {
      const message = waiting.get(id)
      waiting.delete(id)
      inFlight.delete(id)
      if (!message) return
      acknowledged.set(id, { conversation: message.conversation, key: message.key })
      if (acknowledged.size > 1_000) {
        const [oldest] = acknowledged.keys()
        if (oldest !== undefined) acknowledged.delete(oldest)
      }
    },
    find(id) {
      const message = waiting.get(id)
      return message ? { conversation: message.conversation, key: message.key } : acknowledged.get(id)
    },
    get size() {
      return waiting.size
    },
  }
}

/** The chat state goes only to people who may see our presence (T17). */
function stanzaOf(message: ChatMessage, maySeeUs: boolean) {
  return encodeMessage({
    to: message.conversation,
    type: 'chat',
    id: message.key,
    originId: message.key,
    body: message.body,
    ...(maySeeUs ? { chatState: 'active' as const } : {}),
  })
}
