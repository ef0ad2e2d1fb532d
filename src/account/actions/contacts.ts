import type { BareJid } from '../../xmpp/jid.ts'
import type { Account } from '../account.ts'

// Each rejects with RequestError when the server refuses or does not answer.

export async function addContact(
  account: Account,
  contact: { readonly jid: BareJid; readonly name: string; readonly group: string; readonly letThemSeeUs: boolean },
): Promise<void> {}
export async function approveRequest(account: Account, jid: BareJid): Promise<void> {}
export async function declineRequest(account: Account, jid: BareJid): Promise<void> {}
export async function renameOrMove(
  account: Account,
  change: { readonly jid: BareJid; readonly name: string; readonly groups: readonly string[] },
): Promise<void> {}
export async function removeContact(account: Account, jid: BareJid): Promise<void> {}
export async function blockContact(account: Account, jid: BareJid): Promise<void> {}
export async function unblockContact(account: Account, jid: BareJid): Promise<void> {}
/** "Ask to see presence". */
export async function askToSee(account: Account, jid: BareJid): Promise<void> {}
/** "Stop sharing my presence": cancels their subscription to us. */
export async function stopSharing(account: Account, jid: BareJid): Promise<void> {}
