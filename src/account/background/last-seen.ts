import { SECOND } from '../../lib/time.ts'
import { applyLastSeen } from '../../state/presence.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import { getLastActivity } from '../../xmpp/xep/0012-last-activity.ts'
import type { Account } from '../account.ts'

/** Questions under way at once. */
const AT_ONCE = 3

/** XEP-0012 §4: since when somebody is offline. Asked for whom somebody looks at, once; a "no" is remembered too. */
export interface LastSeenFinder {
  want(contact: BareJid): void
}

export function createLastSeenFinder({ session, store }: Pick<Account, 'session' | 'store'>): LastSeenFinder {
  const asked = new Set<BareJid>()
  const queue: BareJid[] = []
  let running = 0

  async function find(contact: BareJid): Promise<void> {
    const { seconds } = await session.request(getLastActivity, undefined, { to: contact })
    // What a server says that has forgotten, or never knew: nobody who is offline left this very second.
    if (seconds === 0) return
    const at = Date.now() - seconds * SECOND
    // A device that came meanwhile says more; and some servers answer for people who are there.
    store.setState(state => ({ presence: applyLastSeen(state.presence, contact, at) }))
  }

  function next(): void {
    while (running < AT_ONCE) {
      const contact = queue.shift()
      if (!contact) return
      running++
      find(contact)
        .catch(() => {})
        .finally(() => {
          running--
          next()
        })
    }
  }

  return {
    want(contact) {
      if (asked.has(contact)) return
      asked.add(contact)
      queue.push(contact)
      next()
    },
  }
}
