import type { BareJid } from '../../xmpp/jid.ts'
import type { Account } from '../account.ts'

/** What is on screen now; undefined = none. Reads its newest messages from the disk, clears its unread count while the page is visible. */
export async function openConversation(account: Account, jid: BareJid | undefined): Promise<void> {}
/** Called at each change of the composer; written to the disk soon after. */
export function saveDraft(account: Account, jid: BareJid, draft: string): void {}
export function setMuted(account: Account, jid: BareJid, muted: boolean): void {}
