import type { BareJid } from '../../xmpp/jid.ts'
import type { Account } from '../account.ts'
import type { LastSeenFinder } from '../background/last-seen.ts'
import type { ReachabilityProbe } from '../background/reachability.ts'

// What is asked only for people somebody looks at; fetched and kept with the account when it is first wanted.

const finders = new WeakMap<Account, LastSeenFinder>()
const probes = new WeakMap<Account, ReachabilityProbe>()

/** Since when this contact is offline (XEP-0012 §4): asked once, the answer becomes `lastSeen`. Never rejects. */
export async function askLastSeen(account: Account, jid: BareJid): Promise<void> {
  // Without a link the part that asks may not be there; there would be nobody to answer either.
  const part = await import('../background/last-seen.ts').catch(() => undefined)
  if (!part) return
  const finder = finders.get(account) ?? part.createLastSeenFinder(account)
  finders.set(account, finder)
  finder.want(jid)
}

/** "Check again", and an opened conversation: does this contact's server answer? False when nothing was asked. */
export async function checkReachability(account: Account, jid: BareJid): Promise<boolean> {
  const part = await import('../background/reachability.ts').catch(() => undefined)
  if (!part) return false
  const probe = probes.get(account) ?? part.createReachabilityProbe(account)
  probes.set(account, probe)
  return probe.check(jid)
}
