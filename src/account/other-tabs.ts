import type { BareJid } from '../xmpp/jid.ts'

// What the tabs of one account in one browser tell each other.

const SIGNED_OUT = 'signed-out'

const nameOf = (account: BareJid) => `whereabouts:${account}`

/** All other tabs of this account end too (F11). */
export function tellSignedOut(account: BareJid): void {
  if (typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel(nameOf(account))
  channel.postMessage(SIGNED_OUT)
  channel.close()
}

/** Calls back when the account was signed out in another tab; answers how to stop. */
export function onSignedOut(account: BareJid, callback: () => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => {}
  const channel = new BroadcastChannel(nameOf(account))
  channel.onmessage = ({ data }) => {
    if (data === SIGNED_OUT) callback()
  }
  return () => channel.close()
}
