import type { BareJid } from '../../xmpp/jid.ts'
import type { Account } from '../account.ts'

/** Resolves once the message is on the disk (F1): only then may the composer clear. */
export async function sendMessage(account: Account, conversation: BareJid, body: string): Promise<void> {}
/** A failed message goes out again under the same id. */
export async function sendAgain(account: Account, conversation: BareJid, key: string): Promise<void> {}
/** Forgets a failed message of ours. */
export async function deleteMessage(account: Account, conversation: BareJid, key: string): Promise<void> {}
/** Reads 50 older messages from the disk into the timeline. */
export async function loadOlder(account: Account, conversation: BareJid): Promise<void> {}
