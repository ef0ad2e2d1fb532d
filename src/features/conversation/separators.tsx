import { momentInWords, timeOfDay } from '../../components/describe-time.ts'
import { Glyph } from '../../components/glyph.tsx'
import { useShortName } from '../../components/name.tsx'
import { useClock } from '../../components/use-account.ts'
import { conversationWords } from '../../i18n/conversation-words.ts'
import type { Timestamp } from '../../lib/time.ts'
import { type BareJid, domainOf } from '../../xmpp/jid.ts'
import { describeDay } from './describe-day.ts'
import type { Gap } from './rows.ts'
import type { Loss } from './use-lost-contact.ts'

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

/** Why the other fell silent. Not spoken: "Stale presence" has said it. */
export function LostNote({ jid, lost }: { readonly jid: BareJid; readonly lost: Loss }) {
  const short = useShortName(jid)
  const when = useClock(now => momentInWords(lost.since, now))
  const isPaused = lost.kind === 'connection-paused'
  return (
    <div className="mark" role="note" data-note="presence" aria-live="off">
      <Glyph kind={isPaused ? 'connection-paused' : 'server-unavailable'} size={12} />
      <span>{isPaused ? text.wasPaused(short, when) : text.wentUnreachable(domainOf(jid), when)}</span>
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
