import type { BareJid } from '../../xmpp/jid.ts'
import type { Account } from '../account.ts'
import type { LastSeenFinder } from '../background/last-seen.ts'
import type { ReachabilityProbe } from '../background/reachability.ts'

// What is asked only for people somebody looks at; fetched and kept with the account when it is first wanted.

const finders = new WeakMap<Account, Promise<LastSeenFinder>>()
const probes = new WeakMap<Account, Promise<ReachabilityProbe>>()

/** Since when this contact is offline (XEP-0012 §4): asked once, the answer becomes `lastSeen`. */
export async function askLastSeen(account: Account, jid: BareJid): Promise<void> {
  const finder =
    finders.get(account) ??
    import('../background/last-seen.ts').then(({ createLastSeenFinder }) => createLastSeenFinder(account))
  finders.set(account, finder)
  ;(await finder).want(jid)
}

/** "Check again", and an opened conversation: does this contact's server answer? False when it was too early to ask. */
export async function checkReachability(account: Account, jid: BareJid): Promise<boolean> {
  const probe =
    probes.get(account) ??
    import('../background/reachability.ts').then(({ createReachabilityProbe }) =>
      createReachabilityProbe(account),
    )
  probes.set(account, probe)
  return (await probe).check(jid)
}
