import { applyBlocked } from '../../state/blocking.ts'
import { applyRoster } from '../../state/roster.ts'
import { getRoster } from '../../xmpp/roster.ts'
import { getBlocked } from '../../xmpp/xep/0191-blocking.ts'
import { enableCarbons } from '../../xmpp/xep/0280-message-carbons.ts'
import type { Account } from '../account.ts'
import { broadcastPresence } from '../actions/own-presence.ts'
import { settle } from './settle.ts'

/**
 * What a fresh stream needs, all in one flight: the roster (only its changes, where the server can), carbons, our
 * presence, the block list, and last the ping of `settle`.
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
  const isShown = broadcastPresence(account)
  const blocked = session.request(getBlocked, undefined).then(jids => {
    store.setState(state => ({ blocking: applyBlocked({ ...state.blocking, jids: new Set() }, jids) }))
  })
  const ready = Promise.allSettled([roster, carbons, blocked])
  // To whom we are not there the server tells of nobody: its silence means nothing.
  if (isShown) await settle(account, ready)
}
