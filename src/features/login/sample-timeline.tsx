import type { CSSProperties } from 'react'
import { Glyph, type GlyphKind } from '../../components/glyph.tsx'
import { words } from '../../i18n/words.ts'

const text = words.signIn.demo

/** Places on the timeline in per cent: the past is log-scaled, "now" at 64. */
const YESTERDAY = 17.93
const HOUR = 42.43
const MINUTES = 53.71
const NOW = 64
const MONDAY = 88.71

const ticks = [
  { at: YESTERDAY, label: text.yesterday },
  { at: HOUR, label: text.hour },
  { at: MINUTES, label: text.minutes },
  { at: NOW, label: text.now },
  { at: MONDAY, label: text.monday },
]

interface Lane {
  readonly name: string
  readonly initials: string
  readonly hue: number
  readonly glyph: GlyphKind
  /** Where the last sign of life is. */
  readonly at: number
  readonly connected: 'dashed' | 'no' | 'solid'
  readonly label?: string
  readonly out?: string
}

const lanes: readonly Lane[] = [
  {
    name: 'Ada Nwosu',
    initials: 'AN',
    hue: 4,
    glyph: 'available',
    at: NOW,
    connected: 'no',
    label: text.here,
  },
  { name: 'Mira Castellan', initials: 'MC', hue: 220, glyph: 'idle', at: MINUTES, connected: 'solid' },
  { name: 'Tomás Rey', initials: 'TR', hue: 140, glyph: 'idle', at: HOUR, connected: 'solid', out: text.out },
  {
    name: 'Wiebke Harms',
    initials: 'WH',
    hue: 340,
    glyph: 'server-unavailable',
    at: 47.63,
    connected: 'dashed',
  },
  { name: 'Luca Ferri', initials: 'LF', hue: 260, glyph: 'offline', at: YESTERDAY, connected: 'no' },
]

/** A picture made of the real thing's parts; it says nothing to screen readers. */
export function SampleTimeline() {
  return (
    <div className="demo lanes" aria-hidden="true">
      <div className="axis">
        <span />
        <div className="ax">
          {ticks.map(({ at, label }) => (
            <span key={at} className={at === NOW ? 'now' : ''} style={start(at)}>
              {label}
            </span>
          ))}
        </div>
      </div>
      <div className="grid-l">
        {ticks.map(({ at }) => (
          <i key={at} className={at === NOW ? 'now' : ''} style={start(at)} />
        ))}
      </div>
      <ul>
        {lanes.map(lane => (
          <LaneRow key={lane.name} lane={lane} />
        ))}
      </ul>
    </div>
  )
}

function LaneRow({ lane }: { readonly lane: Lane }) {
  return (
    <li className="lane">
      <span className="p">
        <span
          className={`av s24 ${lane.connected === 'dashed' ? 'stale' : ''}`}
          style={{ '--h': lane.hue } as CSSProperties}
        >
          <span className="face">{lane.initials}</span>
        </span>
        <span className="nm">{lane.name}</span>
      </span>
      <span className="tr">
        {lane.out && <span className="span" style={between(NOW, MONDAY)} />}
        {lane.connected !== 'no' && (
          <span
            className={`bar p-${lane.glyph} ${lane.connected === 'dashed' ? 'dash' : ''}`}
            style={between(lane.at, NOW)}
          />
        )}
        <span className="pt" style={start(lane.at)}>
          <Glyph kind={lane.glyph} />
        </span>
        {lane.label && (
          <span className="lb" style={{ insetInlineStart: `calc(${lane.at}% + 14px)` }}>
            {lane.label}
          </span>
        )}
        {lane.out && (
          <span className="lb in" style={{ insetInlineStart: `calc(${NOW}% + 8px)` }}>
            {lane.out}
          </span>
        )}
      </span>
    </li>
  )
}

function start(at: number): CSSProperties {
  return { insetInlineStart: `${at}%` }
}

function between(from: number, to: number): CSSProperties {
  return { ...start(from), width: `${to - from}%` }
}
