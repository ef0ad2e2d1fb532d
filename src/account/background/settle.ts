import { applySettled } from '../../state/presence.ts'
import { domainOf } from '../../xmpp/jid.ts'
import { ping } from '../../xmpp/xep/0199-ping.ts'
import type { Account } from '../account.ts'

/**
 * After our first presence: the answer to a ping says that the server has told what it knows of its own users, once
 * `ready` is applied too.
 */
export async function settle(account: Account, ready?: Promise<unknown>): Promise<void> {
  const { session, store, journal } = account
  const domain = domainOf(account.jid)
  const answered = session.request(ping, undefined, { to: domain }).catch(() => true)
  await ready
  await answered
  await journal.flush()
  store.setState(state => ({ presence: applySettled(state.presence, domain) }))
}
