import { useRef } from 'react'
import { useWhereabouts } from '../../components/use-whereabouts.ts'
import { MINUTE } from '../../lib/time.ts'
import type { Stale } from '../../state/presence.ts'
import type { BareJid } from '../../xmpp/jid.ts'

/** Closer together than this it is one silence. */
const APART = 10 * MINUTE

/** What the log notes: when the contact was lost last. It stays when they are back, for as long as this is open. */
export function useLostContact(jid: BareJid): Stale | undefined {
  const { live, stale } = useWhereabouts(jid)
  const noted = useRef<Stale>(undefined)
  const isNews = live && stale !== undefined && stale.kind !== 'other'
  if (isNews && (!noted.current || stale.since - noted.current.since >= APART)) noted.current = stale
  return noted.current
}
