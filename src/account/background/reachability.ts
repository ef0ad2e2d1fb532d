import { MINUTE, SECOND, type Timestamp } from '../../lib/time.ts'
import { applyReachability } from '../../state/presence.ts'
import { type BareJid, domainOf } from '../../xmpp/jid.ts'
import { RequestError } from '../../xmpp/request.ts'
import { ping } from '../../xmpp/xep/0199-ping.ts'
import type { Account } from '../account.ts'

/** Never more than one question per domain and this time, however often somebody asks. */
const INTERVAL = MINUTE
/** Servers across the world answer within a second or two; one that tries to connect takes longer. */
const PATIENCE = 20 * SECOND

/** Finds out, without any help from servers, whether another domain answers. */
export interface ReachabilityProbe {
  /** Asks the domain of this contact; resolves when it is known, false when it was too early to ask again. */
  check(contact: BareJid): Promise<boolean>
}

export function createReachabilityProbe(
  { jid: self, session, store }: Pick<Account, 'jid' | 'session' | 'store'>,
  now: () => Timestamp = Date.now,
): ReachabilityProbe {
  const askedAt = new Map<string, Timestamp>()

  return {
    async check(contact) {
      const domain = domainOf(contact)
      const before = askedAt.get(domain)
      // Our own server is either there, or we are offline ourselves.
      if (domain === domainOf(self) || (before !== undefined && Math.abs(now() - before) < INTERVAL))
        return false
      askedAt.set(domain, now())
      const answers = await session
        .request(ping, undefined, { to: domain, timeoutMs: PATIENCE })
        .then(() => true, provesLife)
      if (answers === undefined) return false
      store.setState(state => ({
        presence: applyReachability(state.presence, domain, answers ? undefined : now()),
      }))
      return true
    },
  }
}

/** An error of the domain itself is an answer; no answer is none; without a link we know nothing. */
function provesLife(error: unknown): boolean | undefined {
  if (!(error instanceof RequestError) || error.kind === 'disconnected') return undefined
  if (error.kind === 'timeout') return false
  const condition = error.stanzaError?.condition
  return condition !== 'remote-server-not-found' && condition !== 'remote-server-timeout'
}
