import { useRef, useState } from 'react'
import { timeOfDay } from '../../components/describe-time.ts'
import { useAnswer, useClock } from '../../components/use-account.ts'
import { useCostlyAnswer } from '../../components/use-costly-answer.ts'
import { startWords } from '../../i18n/start-words.ts'
import { words } from '../../i18n/words.ts'
import type { Timestamp } from '../../lib/time.ts'
import type { AccountState } from '../../state/account-state.ts'
import { lastKnownAt } from '../../state/connection.ts'
import { createRosterLister } from '../../state/roster-list.ts'
import { Button } from '../../ui/button.tsx'
import type { BareJid } from '../../xmpp/jid.ts'
import { Timeline } from './timeline.tsx'

const text = startWords

/** "Who is around": the day, how many are here, and the last that is known of each. */
export function Board({
  headingId,
  onOpen,
}: {
  readonly headingId: string
  readonly onOpen: (jid: BareJid) => void
}) {
  const [lister] = useState(createRosterLister)
  const [ask] = useState(() => (state: AccountState, now: Timestamp) => {
    const { here, all } = lister(state, { filter: 'all', search: '', now, ungrouped: true }).counts
    return text.hereNow(here, all)
  })
  const count = useCostlyAnswer(ask)
  const asOf = useAnswer(state => lastKnownAt(state.connection))
  const date = useClock(dateInWords)
  const scroller = useRef<HTMLDivElement>(null)
  return (
    <div className="pane">
      <div className="board" ref={scroller}>
        <div className="bh">
          <div>
            <h1 id={headingId}>{words.common.window.around}</h1>
            <p>{text.sentence(date, asOf === undefined ? count : text.asOf(timeOfDay(asOf)))}</p>
          </div>
          <Button icon="calendar" size="small" className="shrink-0" unavailable={text.outOfOfficeLater}>
            {text.setOutOfOffice}
          </Button>
        </div>
        <Timeline lister={lister} scroller={scroller} onOpen={onOpen} />
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
