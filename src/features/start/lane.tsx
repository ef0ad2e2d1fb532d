import { type CSSProperties, memo, useId } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { Glyph } from '../../components/glyph.tsx'
import { useName } from '../../components/name.tsx'
import { presenceAttributes } from '../../components/presence-attributes.ts'
import { useClock } from '../../components/use-account.ts'
import { useLastSeen } from '../../components/use-last-seen.ts'
import { useWhereabouts, useWhereaboutsWords } from '../../components/use-whereabouts.ts'
import { Text } from '../../ui/text.tsx'
import type { BareJid } from '../../xmpp/jid.ts'
import { type LaneFigure, labelSide, laneFigure } from './lane-figure.ts'
import { NOW } from './timeline-scale.ts'

interface LaneProps {
  readonly jid: BareJid
  /** From the top of the list. */
  readonly top: number
  /** Of the part that is drawn to scale, in pixels. */
  readonly width: number
  readonly isTabStop: boolean
  readonly position: number
  readonly of: number
  readonly onOpen: (jid: BareJid) => void
}

/** One contact and the last that is known of them. The drawing is for the eye; the words are the roster row's. */
export const Lane = memo(function Lane({ jid, top, width, isTabStop, position, of, onOpen }: LaneProps) {
  const id = useId()
  const name = useName(jid)
  const about = useWhereabouts(jid)
  useLastSeen(jid, about)
  const { spoken } = useWhereaboutsWords(about)
  const figure = useClock(now => laneFigure(about, now))
  return (
    <li
      className="lane"
      style={{ top }}
      aria-posinset={position}
      aria-setsize={of}
      data-jid={jid}
      {...presenceAttributes(about)}
    >
      <button
        type="button"
        className="p"
        tabIndex={isTabStop ? 0 : -1}
        aria-describedby={id}
        onClick={() => onOpen(jid)}
      >
        <Avatar jid={jid} name={name} about={about} size={24} withGlyph={false} />
        <Text className="nm">{name}</Text>
      </button>
      <span className="sr" id={id}>
        {spoken}
      </span>
      <Track figure={figure} width={width} lastKnown={!about.live} />
    </li>
  )
})

interface TrackProps {
  readonly figure: LaneFigure
  readonly width: number
  readonly lastKnown: boolean
}

function Track({ figure, width, lastKnown }: TrackProps) {
  const { glyph, place, line, label } = figure
  const isDrawn = place !== undefined
  const side = labelSide(figure, width)
  return (
    <span className="tr" aria-hidden="true">
      {isDrawn && line !== 'none' && place < NOW && (
        <span
          className={`bar p-${lastKnown ? 'last-known' : glyph}${line === 'dashed' ? ' dash' : ''}`}
          style={{ ...start(place), width: percent(NOW - place) }}
        />
      )}
      {isDrawn && (
        <span className="pt" style={start(place)}>
          <Glyph kind={glyph} lastKnown={lastKnown} />
        </span>
      )}
      <span className={side === 'before' ? 'lb end' : 'lb'} style={labelStyle(place, side)}>
        {label}
      </span>
    </span>
  )
}

function labelStyle(place: number | undefined, side: 'after' | 'before'): CSSProperties {
  if (place === undefined) return { insetInlineStart: 4 }
  if (side === 'before') return { insetInlineStart: `calc(${percent(place)} - 14px)` }
  return {
    insetInlineStart: `calc(${percent(place)} + 14px)`,
    maxWidth: `calc(${percent(1 - place)} - 14px)`,
  }
}

function start(place: number): CSSProperties {
  return { insetInlineStart: percent(place) }
}

function percent(part: number): string {
  return `${(part * 100).toFixed(2)}%`
}
