import { applyNews, conversationOf } from '../../state/conversations.ts'
import {
  applyMessages,
  applyRemovedMessage,
  applyStoredPage,
  messageOf,
  timelineOf,
} from '../../state/messages.ts'
import type { ChatMessage } from '../../xmpp/chat-message.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import type { Account } from '../account.ts'
import { PAGE } from './conversations.ts'

/** Resolves once the message is on the disk (F1): only then may the composer clear. */
export async function sendMessage(account: Account, conversation: BareJid, body: string): Promise<void> {
  const now = Date.now()
  const message: ChatMessage = {
    key: crypto.randomUUID(),
    conversation,
    direction: 'out',
    from: account.jid,
    body,
    at: now,
    order: account.nextOrder(),
    delivery: 'pending',
  }
  await post(account, message)
}

/** A failed message goes out again, as the newest, under a new id: its refusal was the end of the old one. */
export async function sendAgain(account: Account, conversation: BareJid, key: string): Promise<void> {
  const failed = messageOf(account.store.getState().messages, conversation, key)
  if (failed?.delivery !== 'failed') return
  await deleteMessage(account, conversation, key)
  await sendMessage(account, conversation, failed.body)
}

/** Forgets a failed message of ours. */
export async function deleteMessage(account: Account, conversation: BareJid, key: string): Promise<void> {
  account.store.setState(state => ({ messages: applyRemovedMessage(state.messages, conversation, key) }))
  account.journal.add({ removedMessages: [{ conversation, key }] })
  await account.journal.flush()
}

/** Reads 50 older messages from the disk into the timeline. */
export async function loadOlder(account: Account, conversation: BareJid): Promise<void> {
  const timeline = timelineOf(account.store.getState().messages, conversation)
  if (!timeline?.hasOlder) return
  const page = await account.storage.messages(conversation, PAGE, timeline.messages[0]?.order)
  account.store.setState(state => ({
    messages: applyStoredPage(state.messages, conversation, page, page.length === PAGE),
  }))
}

async function post(account: Account, message: ChatMessage): Promise<void> {
  const { store, journal, outbox } = account
  const { conversation, at } = message
  store.setState(state => ({
    messages: applyMessages(state.messages, [message]),
    conversations: applyNews(state.conversations, [{ jid: conversation, at, unread: false }]),
  }))
  journal.add({
    messages: [message],
    conversations: [conversationOf(store.getState().conversations, conversation)],
  })
  await journal.flush()
  outbox.add(message)
  // That it is on the wire: a page that did not know would send it again.
  void journal.flush()
}
