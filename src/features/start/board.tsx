import { useState } from 'react'
import { timeOfDay } from '../../components/describe-time.ts'
import { useAnswer, useClock } from '../../components/use-account.ts'
import { useCostlyAnswer } from '../../components/use-costly-answer.ts'
import { words } from '../../i18n/words.ts'
import { lastKnownAt } from '../../state/connection.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import { Around } from './around.tsx'
import { createBoardLister } from './board-list.ts'

const text = words.start

/** "Who is around": the day, how many are here, and each of them. */
export function Board({
  headingId,
  onOpen,
}: {
  readonly headingId: string
  readonly onOpen: (jid: BareJid) => void
}) {
  const [lister] = useState(createBoardLister)
  const { here, all, jids, more } = useCostlyAnswer(lister)
  const asOf = useAnswer(state => lastKnownAt(state.connection))
  const date = useClock(dateInWords)
  const rest = asOf === undefined ? text.hereNow(here, all) : text.asOf(timeOfDay(asOf))
  return (
    <div className="pane">
      <div className="board">
        <div className="bh">
          <div>
            <h1 id={headingId}>{text.heading}</h1>
            <p>{text.sentence(date, rest)}</p>
          </div>
        </div>
        <Around jids={jids} more={more} onOpen={onOpen} />
      </div>
    </div>
  )
}

/** `Thursday 20 November, 14:32` */
function dateInWords(now: number): string {
  const day = new Intl.DateTimeFormat(words.presence.locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  })
  return text.dayAndTime(day.format(now), timeOfDay(now))
}
