import { useRef } from 'react'
import { useWhereabouts } from '../../components/use-whereabouts.ts'
import { MINUTE, type Timestamp } from '../../lib/time.ts'
import type { Stale } from '../../state/presence.ts'
import type { BareJid } from '../../xmpp/jid.ts'

/** Closer together than this it is one silence. */
const APART = 10 * MINUTE

/** A silence whose beginning was seen: others have no place in the log. */
export type Loss = Stale & { readonly since: Timestamp }

function isLoss(stale: Stale): stale is Loss {
  return stale.since !== undefined && stale.kind !== 'other'
}

/** What the log notes: when the contact was lost last. It stays when they are back, for as long as this is open. */
export function useLostContact(jid: BareJid): Loss | undefined {
  const { live, stale } = useWhereabouts(jid)
  const noted = useRef<Loss>(undefined)
  if (live && stale && isLoss(stale) && (!noted.current || stale.since - noted.current.since >= APART))
    noted.current = stale
  return noted.current
}
