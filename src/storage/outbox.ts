import type { ChatMessage } from '../xmpp/chat-message.ts'
import { readMessage } from './rows.ts'

/** Ours, and no proof yet that the server has it. */
export const isWaiting = (message: ChatMessage): boolean =>
  message.direction === 'out' && message.delivery === 'pending'

export const byOrder = (one: ChatMessage, other: ChatMessage): number =>
  one.order - other.order || one.at - other.at

/** The outbox among these rows, in the order in which it has to go out. */
export const readOutbox = (rows: readonly unknown[]): ChatMessage[] =>
  rows
    .flatMap(row => readMessage(row) ?? [])
    .filter(isWaiting)
    .sort(byOrder)
