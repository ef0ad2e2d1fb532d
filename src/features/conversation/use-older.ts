import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { loadOlder } from '../../account/actions/messages.ts'
import { useAccount } from '../../components/use-account.ts'
import type { BareJid } from '../../xmpp/jid.ts'

/** How near to the top a reader going up gets before older messages are read. */
const AHEAD = 1_500

export interface Older {
  readonly loading: boolean
  load(): void
}

/** Reads older messages when asked, and a little before the reader gets there. */
export function useOlder(scroller: RefObject<HTMLElement | null>, jid: BareJid, hasOlder: boolean): Older {
  const account = useAccount()
  const [loading, setLoading] = useState(false)
  const busy = useRef(false)

  const load = useCallback(() => {
    if (busy.current) return
    busy.current = true
    setLoading(true)
    const done = () => {
      busy.current = false
      setLoading(false)
    }
    loadOlder(account, jid).then(done, done)
  }, [account, jid])

  useEffect(() => {
    const element = scroller.current
    if (!element || !hasOlder) return
    let last = element.scrollTop
    const onScroll = () => {
      const { scrollTop } = element
      if (scrollTop < last && scrollTop < AHEAD) load()
      last = scrollTop
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => element.removeEventListener('scroll', onScroll)
  }, [scroller, hasOlder, load])

  return { loading, load }
}
