import { applyBlocked, applyUnblocked } from '../../state/blocking.ts'
import { applyRequests, maySeeUs, rosterItemOf, sharesWithUs } from '../../state/roster.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import { encodePresence } from '../../xmpp/presence.ts'
import { RequestError } from '../../xmpp/request.ts'
import { removeRosterItem, setRosterItem } from '../../xmpp/roster.ts'
import { block, unblock } from '../../xmpp/xep/0191-blocking.ts'
import type { Account } from '../account.ts'
import { saveRequests } from '../contact-requests.ts'

// RFC 6121 §§2–3. The roster itself changes only by the server's pushes. Each rejects with RequestError when the server
// refuses or does not answer.

export async function addContact(
  account: Account,
  contact: {
    readonly jid: BareJid
    readonly name: string
    readonly group: string
    readonly letThemSeeUs: boolean
  },
): Promise<void> {
  const { jid, name, group, letThemSeeUs } = contact
  await account.session.request(setRosterItem, { jid, name, groups: group === '' ? [] : [group] })
  tell(account, jid, 'subscribe')
  // Pre-approval (RFC 6121 §3.4), or the answer to the request that is here already.
  if (letThemSeeUs && !maySeeUs(account.store.getState().roster, jid)) tell(account, jid, 'subscribed')
  forgetRequest(account, jid)
}

/** They may see us; we ask to see them too, as everybody expects of "Approve". */
export async function approveRequest(account: Account, jid: BareJid): Promise<void> {
  const { roster } = account.store.getState()
  if (!rosterItemOf(roster, jid)) {
    const name = roster.requests.get(jid)?.nickname ?? ''
    await account.session.request(setRosterItem, { jid, name, groups: [] })
  }
  tell(account, jid, 'subscribed')
  if (!sharesWithUs(roster, jid)) tell(account, jid, 'subscribe')
  forgetRequest(account, jid)
}

export async function declineRequest(account: Account, jid: BareJid): Promise<void> {
  tell(account, jid, 'unsubscribed')
  forgetRequest(account, jid)
}

export async function renameOrMove(
  account: Account,
  change: { readonly jid: BareJid; readonly name: string; readonly groups: readonly string[] },
): Promise<void> {
  await account.session.request(setRosterItem, change)
}

/** Also ends both subscriptions (RFC 6121 §2.5). */
export async function removeContact(account: Account, jid: BareJid): Promise<void> {
  await account.session.request(removeRosterItem, { jid })
}

export async function blockContact(account: Account, jid: BareJid): Promise<void> {
  await account.session.request(block, { jid })
  account.store.setState(state => ({ blocking: applyBlocked(state.blocking, [jid]) }))
  forgetRequest(account, jid)
}

export async function unblockContact(account: Account, jid: BareJid): Promise<void> {
  await account.session.request(unblock, { jid })
  account.store.setState(state => ({ blocking: applyUnblocked(state.blocking, [jid]) }))
}

/** "Ask to see presence". */
export async function askToSee(account: Account, jid: BareJid): Promise<void> {
  tell(account, jid, 'subscribe')
}

/** "Stop sharing my presence": cancels their subscription to us. */
export async function stopSharing(account: Account, jid: BareJid): Promise<void> {
  tell(account, jid, 'unsubscribed')
}

function tell(account: Account, to: BareJid, type: 'subscribe' | 'subscribed' | 'unsubscribed'): void {
  if (!account.session.send(encodePresence({ to, type }))) throw new RequestError('disconnected')
}

function forgetRequest(account: Account, jid: BareJid): void {
  account.store.setState(state => ({ roster: applyRequests(state.roster, [], [jid]) }))
  saveRequests(account)
}
