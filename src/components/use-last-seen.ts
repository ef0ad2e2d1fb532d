import { useEffect } from 'react'
import { askLastSeen } from '../account/actions/inquire.ts'
import { SECOND } from '../lib/time.ts'
import type { Whereabouts } from '../state/whereabouts.ts'
import type { BareJid } from '../xmpp/jid.ts'
import { useAccount } from './use-account.ts'

/** Who is scrolled past is not looked at; and at sign-in most of those who seem offline come on within this time. */
const LOOK = SECOND

/** Whoever is shown as offline is asked for since when: once, and only while they are shown. */
export function useLastSeen(jid: BareJid, about: Whereabouts): void {
  const account = useAccount()
  const isWanted = about.live && about.state === 'offline' && about.lastSeen === undefined && !about.stale
  useEffect(() => {
    if (!isWanted) return
    const timer = setTimeout(() => void askLastSeen(account, jid), LOOK)
    return () => clearTimeout(timer)
  }, [account, jid, isWanted])
}
