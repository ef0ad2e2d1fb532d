import { conversation } from './en/conversation.ts'

/** Fetched with the screens that say them, not with the first one. */
export type ConversationWords = typeof conversation

export const conversationWords: ConversationWords = conversation
