import type { JSX } from 'react'
import type { Whereabouts } from '../state/whereabouts.ts'

export type GlyphKind =
  | 'available'
  | 'away'
  | 'chat'
  | 'connection-paused'
  | 'dnd'
  | 'idle'
  | 'offline'
  | 'ooo'
  | 'server-unavailable'
  | 'typing'
  | 'unknown'
  | 'xa'

/** The shape of a state; while we are disconnected it is the last known one. */
export function glyphOf(about: Whereabouts): GlyphKind {
  if (about.stale)
    return about.stale.kind === 'connection-paused' ? 'connection-paused' : 'server-unavailable'
  if (about.state === 'offline') return 'offline'
  if (about.state !== 'here') return 'unknown'
  const { availability = 'available' } = about
  if (availability === 'dnd' || availability === 'xa' || availability === 'away') return availability
  return about.idleSince === undefined ? availability : 'idle'
}

/**
 * A mark of presence. It says nothing to screen readers: the words beside it do. What it cuts out takes the colour of
 * the background, `--cut`. `lastKnown` keeps the shape and takes the colour away.
 */
export function Glyph({
  kind,
  size = 14,
  lastKnown = false,
}: {
  kind: GlyphKind
  size?: number
  lastKnown?: boolean
}) {
  const colour = lastKnown ? 'last-known' : kind
  return (
    <svg
      className={`g p-${colour}`}
      style={{ width: size, height: size }}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {shapes[kind]}
    </svg>
  )
}

const cutLine = {
  fill: 'none',
  stroke: 'var(--cut)',
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

const disc = <circle cx="8" cy="8" r="6" />
const diamond = <rect x="2.9" y="2.9" width="10.2" height="10.2" rx="2.4" transform="rotate(45 8 8)" />

const shapes: Record<GlyphKind, JSX.Element> = {
  available: disc,
  chat: <path d="M8 1.8a6.1 6.1 0 1 1-2.7 11.56L1.9 14.1l.78-3.3A6.1 6.1 0 0 1 8 1.8z" />,
  idle: (
    <>
      {disc}
      <path d="M8 4.6V8.2l2.4 1.5" {...cutLine} strokeWidth="1.7" />
    </>
  ),
  away: <path d="M13.7 9.7A6.1 6.1 0 1 1 6.3 2.3a5 5 0 0 0 7.4 7.4z" />,
  xa: (
    <>
      <path d="M13.2 10.6A5.9 5.9 0 1 1 6 3a5 5 0 0 0 7.2 7.6z" />
      <circle cx="11.6" cy="4.6" r="2" />
    </>
  ),
  dnd: (
    <>
      {disc}
      <rect x="4.7" y="6.95" width="6.6" height="2.1" rx="1" fill="var(--cut)" />
    </>
  ),
  offline: <circle cx="8" cy="8" r="4.9" fill="none" stroke="currentColor" strokeWidth="2" />,
  unknown: (
    <circle
      cx="8"
      cy="8"
      r="4.9"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeDasharray="1 2.08"
      strokeLinecap="round"
    />
  ),
  'server-unavailable': (
    <>
      {diamond}
      <path d="M6.15 6.55a1.9 1.9 0 1 1 2.85 1.6c-.65.37-1 .66-1 1.25" {...cutLine} strokeWidth="1.6" />
      <circle cx="8" cy="11.5" r=".95" fill="var(--cut)" />
    </>
  ),
  'connection-paused': (
    <>
      {diamond}
      <path d="M6.5 6.1v3.8M9.5 6.1v3.8" {...cutLine} strokeWidth="1.7" />
    </>
  ),
  ooo: (
    <>
      <path d="M4.4 2.4h7.2A2.4 2.4 0 0 1 14 4.8v6.6a2.4 2.4 0 0 1-2.4 2.4H4.4A2.4 2.4 0 0 1 2 11.4V4.8a2.4 2.4 0 0 1 2.4-2.4z" />
      <path d="M5.2 1v2.6M10.8 1v2.6" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
      <path d="M3.4 6h9.2" stroke="var(--cut)" strokeWidth="1.3" />
      <path d="m7.1 8.1-1.6 1.6 1.6 1.6M5.7 9.7h4.8" {...cutLine} strokeWidth="1.3" />
    </>
  ),
  typing: (
    <>
      <circle cx="3.2" cy="8" r="1.7" />
      <circle cx="8" cy="8" r="1.7" />
      <circle cx="12.8" cy="8" r="1.7" />
    </>
  ),
}
