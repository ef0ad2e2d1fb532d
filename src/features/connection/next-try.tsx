import { useEffect, useState } from 'react'
import { words } from '../../i18n/words.ts'
import { SECOND, type Timestamp } from '../../lib/time.ts'

/**
 * "next try in 12 s". Counts by itself and not by the page's clock, which would wake every row of the list each second.
 * A timer is not read out while it counts.
 */
export function NextTry({ at }: { readonly at: Timestamp }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.ceil((at - now) / SECOND)
  const { nextTryIn, tryingNow } = words.connection
  return <span role="timer">{seconds > 0 ? nextTryIn(seconds) : tryingNow}</span>
}
