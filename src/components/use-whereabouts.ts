import { useEffect } from 'react'
import { SECOND } from '../lib/time.ts'
import { type Whereabouts, whereaboutsOf } from '../state/whereabouts.ts'
import type { BareJid } from '../xmpp/jid.ts'
import { describeWhereabouts, nextChange, type PresenceWords } from './describe-presence.ts'
import { clock, useAnswer, useClock } from './use-account.ts'

/** Where a contact is; renders again only when that changes. */
export function useWhereabouts(jid: BareJid): Whereabouts {
  return useWoken(useAnswer((state, now) => whereaboutsOf(state, jid, now)))
}

/** The same answer, and the clock told when it must be asked for again. */
export function useWoken(about: Whereabouts): Whereabouts {
  const { until } = about
  useEffect(() => {
    if (until !== undefined) clock.wakeAt(until)
  }, [until])
  return about
}

/** The words for it; renders again only when one of them changes. */
export function useWhereaboutsWords(about: Whereabouts): PresenceWords {
  const words = useClock(now => describeWhereabouts(about, now), sameWords)
  // Whole seconds: rows that tick together share a wake-up.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of words asks for the next one.
  useEffect(() => {
    const next = nextChange(about, Date.now())
    if (next !== undefined) clock.wakeAt(Math.ceil(next / SECOND) * SECOND)
  }, [about, words])
  return words
}

function sameWords(a: PresenceWords, b: PresenceWords): boolean {
  return (
    a.long === b.long &&
    a.spoken === b.spoken &&
    a.short.live === b.short.live &&
    a.short.rest === b.short.rest
  )
}
