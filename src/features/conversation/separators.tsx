import { timeOfDay } from '../../components/describe-time.ts'
import { Glyph } from '../../components/glyph.tsx'
import { useClock } from '../../components/use-account.ts'
import { conversationWords } from '../../i18n/conversation-words.ts'
import type { Timestamp } from '../../lib/time.ts'
import { describeDay } from './describe-day.ts'
import type { Gap } from './rows.ts'

const text = conversationWords

export function DaySeparator({ at }: { readonly at: Timestamp }) {
  const day = useClock(now => describeDay(at, now))
  return <Separator className="day" label={day} shown={day} />
}

export function NewLine({ count }: { readonly count: number }) {
  return <Separator className="newline" label={text.newMessages(count)} shown={text.newShort(count)} />
}

/** Why nothing came for a while: the link was down. */
export function GapNote({ gap }: { readonly gap: Gap }) {
  if (gap.kind === 'was-offline') {
    const shown = text.whileOffline(timeOfDay(gap.from), timeOfDay(gap.to))
    return <Separator className="newline" label={text.arrivedWhileOffline} shown={shown} />
  }
  return (
    <div className="mark" role="note" data-note="connection">
      <Glyph kind="unknown" size={12} lastKnown />
      <span>{text.wentOffline(timeOfDay(gap.at))}</span>
    </div>
  )
}

function Separator({ className, label, shown }: { className: string; label: string; shown: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot hold the words that are drawn in it
    <div className={className} role="separator" aria-label={label}>
      <span>{shown}</span>
    </div>
  )
}
