import { applyConversationChanges, conversationOf } from '../../state/conversations.ts'
import { applyStoredPage, timelineOf } from '../../state/messages.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import type { Account } from '../account.ts'

/** Messages that one step reads from the disk. */
export const PAGE = 50

/** What is on screen now; undefined = none. Reads its newest messages from the disk; it is read while the page is visible. */
export async function openConversation(account: Account, jid: BareJid | undefined): Promise<void> {
  account.store.setState(state => ({ conversations: { ...state.conversations, open: jid } }))
  if (jid === undefined) return
  markRead(account, jid)
  await readNewest(account, jid)
}

/** Puts the newest page of the disk under what has arrived since, once. */
export async function readNewest(account: Account, jid: BareJid): Promise<void> {
  if (timelineOf(account.store.getState().messages, jid)) return
  // What waits to be written is in memory already: the page may only be older or the same.
  const page = await account.storage.messages(jid, PAGE)
  account.store.setState(state => ({
    messages: applyStoredPage(state.messages, jid, page, page.length === PAGE),
  }))
}

/** Does nothing while the page is hidden: nobody has read it. */
export function markRead(account: Account, jid: BareJid): void {
  const { conversations } = account.store.getState()
  if (document.hidden || conversationOf(conversations, jid).unread === 0) return
  change(account, jid, { unread: 0 })
}

/** Called at each change of the composer; written to the disk soon after. */
export function saveDraft(account: Account, jid: BareJid, draft: string): void {
  if (conversationOf(account.store.getState().conversations, jid).draft === draft) return
  change(account, jid, { draft })
}

export function setMuted(account: Account, jid: BareJid, muted: boolean): void {
  change(account, jid, { muted })
}

function change(
  { store, journal }: Account,
  jid: BareJid,
  changes: { readonly unread?: number; readonly muted?: boolean; readonly draft?: string },
): void {
  store.setState(state => ({
    conversations: applyConversationChanges(state.conversations, [{ jid, ...changes }]),
  }))
  journal.add({ conversations: [conversationOf(store.getState().conversations, jid)] })
}
