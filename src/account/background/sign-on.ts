import { applyBlocked } from '../../state/blocking.ts'
import { applySettled } from '../../state/presence.ts'
import { applyRoster } from '../../state/roster.ts'
import { domainOf } from '../../xmpp/jid.ts'
import { getRoster } from '../../xmpp/roster.ts'
import { getBlocked } from '../../xmpp/xep/0191-blocking.ts'
import { ping } from '../../xmpp/xep/0199-ping.ts'
import { enableCarbons } from '../../xmpp/xep/0280-message-carbons.ts'
import type { Account } from '../account.ts'
import { broadcastPresence } from '../actions/own-presence.ts'

/**
 * What a fresh stream needs, all in one flight: the roster (only its changes, where the server can), carbons, our
 * presence, the block list. The ping goes last: its answer says that the server has told what it knows of its own users.
 */
export async function signOn(account: Account): Promise<void> {
  const { session, store, journal } = account
  const version = store.getState().roster.version
  const knowsRoster = store.getState().roster.known
  const roster = session
    .request(getRoster, knowsRoster && version !== undefined ? { version } : { version: '' })
    .then(result => {
      if (result === 'unchanged') return
      store.setState(state => ({ roster: applyRoster(state.roster, result.items, result.version) }))
      journal.add({
        rosterItems: result.items,
        rosterReplaced: true,
        ...(result.version === undefined ? {} : { rosterVersion: result.version }),
      })
    })
  const carbons = session.request(enableCarbons, undefined)
  broadcastPresence(account)
  const blocked = session.request(getBlocked, undefined).then(jids => {
    store.setState(state => ({ blocking: applyBlocked({ ...state.blocking, jids: new Set() }, jids) }))
  })
  const settled = session.request(ping, undefined, { to: domainOf(account.jid) }).catch(() => true)
  await Promise.allSettled([roster, carbons, blocked])
  await settled
  await journal.flush()
  store.setState(state => ({ presence: applySettled(state.presence, domainOf(account.jid)) }))
}
