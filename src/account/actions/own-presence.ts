import { ownCaps } from '../../session/answers.ts'
import { isOnline } from '../../state/connection.ts'
import { isSamePresence, type OwnChoice, presenceDue } from '../../state/own-presence.ts'
import { applyFreshStream } from '../../state/presence.ts'
import { encodePresence } from '../../xmpp/presence.ts'
import type { Account } from '../account.ts'
import { settle } from '../background/settle.ts'

/** Kept over reconnects and reloads, and followed by the other tabs. */
export function setOwnPresence(account: Account, choice: OwnChoice): void {
  adoptChoice(account, choice)
  void account.storage.writeValue('own', choice)
  account.tabs.tell({ own: choice })
}

/** The same without a word to the other tabs. */
export function adoptChoice(account: Account, choice: OwnChoice): void {
  account.store.setState(({ own: { published } }) => ({
    own: { ...choice, ...(published && { published }) },
  }))
  publishPresence(account)
}

/**
 * The presence that is due now, said in any case: to a fresh stream. False: none is due, or there is no stream. Always
 * with `<c/>`: a presence without it tells a server that we cannot do PEP.
 */
export function broadcastPresence(account: Account): boolean {
  const { session, store, journal } = account
  const due = dueNow(account)
  const { status, ...rest } = due ?? { status: '' }
  const isSent =
    !!due && session.send(encodePresence({ ...rest, ...(status ? { status } : {}), caps: ownCaps }))
  store.setState(({ own: { published: _, ...choice } }) => ({
    own: { ...choice, ...(isSent && { published: due }) },
  }))
  // The next page goes on with this stream and must know what was said on it.
  journal.add({})
  return isSent
}

/** Says what is due now unless it is out already. */
export function publishPresence(account: Account): void {
  const { own, connection } = account.store.getState()
  const { published } = own
  const due = dueNow(account)
  if (!isOnline(connection) || isSamePresence(due, published)) return
  if (!due) withdraw(account)
  // After the first one of a stream: only now does the server tell who is there.
  else if (broadcastPresence(account) && !published) void settle(account)
}

/** On a stream of an earlier visit: to everybody we are gone, and the server tells us of nobody any more. */
function withdraw(account: Account): void {
  if (!account.session.send(encodePresence({ type: 'unavailable' }))) return
  account.store.setState(({ own: { published: _, ...choice } }) => ({
    own: choice,
    presence: applyFreshStream(),
  }))
  account.journal.add({ presencesReplaced: true })
}

const dueNow = ({ store, lastInput }: Account) =>
  presenceDue(store.getState(), { lastInput: lastInput(), now: Date.now() })
