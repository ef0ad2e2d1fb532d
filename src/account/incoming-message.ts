import type { Timestamp } from '../lib/time.ts'
import type { Provenance } from '../session/events.ts'
import type { ChatMessage } from '../xmpp/chat-message.ts'
import { type BareJid, bareJidOf, domainOf } from '../xmpp/jid.ts'
import type { Message } from '../xmpp/message.ts'

/** Which conversation a message belongs to, and whether we wrote it (on another device). */
export function placeOf(
  message: Message,
  self: BareJid,
): { readonly conversation: BareJid; readonly direction: 'in' | 'out' } | undefined {
  if (bareJidOf(message.from) !== self) return { conversation: bareJidOf(message.from), direction: 'in' }
  // To ourselves: notes to self are a conversation with our own address.
  return { conversation: message.to ? bareJidOf(message.to) : self, direction: 'out' }
}

/**
 * What identifies the message among those of its conversation (T38): our server's id where it gave one,
 * else the sender's id together with who sent it and what it says; never a foreign id alone.
 */
export function keyOf(message: Message, direction: 'in' | 'out', self: BareJid): string {
  if (direction === 'out') {
    const own = message.originId ?? message.id
    if (own) return own
  }
  const stanzaId = message.stanzaIds?.find(id => id.by === self)?.id
  if (stanzaId) return `s:${stanzaId}`
  return senderKeyOf(message) ?? `r:${crypto.randomUUID()}`
}

/** What its sender calls the message, with what it says; undefined when it has no id. */
export function senderKeyOf(message: Message): string | undefined {
  const id = message.originId ?? message.id
  return id ? `i:${bareJidOf(message.from)}:${id}:${checksum(message.body ?? '')}` : undefined
}

/** Decoded stanza → conversation row; `at` believes only stamps of our own server (T14). */
export function toChatMessage(
  message: Message,
  context: {
    readonly self: BareJid
    readonly now: Timestamp
    readonly order: number
    readonly provenance: Provenance
    readonly key: string
    readonly conversation: BareJid
    readonly direction: 'in' | 'out'
  },
): ChatMessage {
  const { self, now } = context
  const stamp = message.delay
  const isOurs = stamp && (!stamp.from || stamp.from === self || stamp.from === domainOf(self))
  const at = isOurs ? Math.min(stamp.stamp, now) : now
  const stanzaId = message.stanzaIds?.find(id => id.by === self)?.id
  return {
    key: context.key,
    conversation: context.conversation,
    direction: context.direction,
    from: message.from,
    body: message.body ?? '',
    at,
    order: context.order,
    ...(message.id ? { id: message.id } : {}),
    ...(stanzaId ? { stanzaId } : {}),
    // A copy of what another device of ours sent: our server has it, or it could not have copied it.
    ...(context.direction === 'out' ? { delivery: 'sent' as const } : {}),
  }
}

/** FNV-1a: tells two texts under one id apart; nothing secret depends on it. */
function checksum(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}
