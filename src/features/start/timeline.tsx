import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { useCostlyAnswer } from '../../components/use-costly-answer.ts'
import { startWords } from '../../i18n/start-words.ts'
import type { RosterLister } from '../../state/roster-list.ts'
import { type Span, useSpan } from '../../ui/use-span.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import { Axis } from './axis.tsx'
import { Lane } from './lane.tsx'
import { createLaneLister, heldLanes, type LaneList } from './lane-list.ts'
import './timeline.css'

const text = startWords.timeline

/** Pixels: what is not drawn must be known. */
const LANE = 40
const GAP = 12
/** Up to here everybody is in the page, for those who search it. */
const FEW = 100

export interface TimelineProps {
  readonly lister: RosterLister
  readonly scroller: RefObject<HTMLElement | null>
  readonly onOpen: (jid: BareJid) => void
}

/** Everybody's last evidence on one scale of time. One tab stop, arrows move. */
export function Timeline({ lister, scroller, onOpen }: TimelineProps) {
  const [ask] = useState(() => createLaneLister(lister))
  const [isBusy, setBusy] = useState({ pointer: false, focus: false })
  const { jids, connected } = useHeld(useCostlyAnswer(ask), isBusy.pointer || isBusy.focus)
  const box = useRef<HTMLElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const span = useSpan(scroller, list)
  const width = useTrackWidth(box)
  const [cursor, setCursor] = useState<BareJid>()
  const stop = Math.max(0, cursor === undefined ? 0 : jids.indexOf(cursor))
  const wantsFocus = useRef(false)

  // Where the keyboard goes there may be no lane yet.
  useLayoutEffect(() => {
    if (!wantsFocus.current) return
    wantsFocus.current = false
    list.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  })

  function onKeyDown(event: KeyboardEvent) {
    const to = targetOf(event, stop, jids.length)
    if (to === undefined) return
    event.preventDefault()
    wantsFocus.current = true
    setCursor(jids[to])
  }

  const gapAt = connected > 0 ? connected : jids.length
  const topOf = (index: number) => index * LANE + (index < gapAt ? 0 : GAP)
  return (
    <section
      aria-label={text.region}
      className="lanes"
      ref={box}
      // A pointer that only happens to rest here when the page comes is nobody at the list.
      onPointerMove={event => {
        if (event.movementX !== 0 || event.movementY !== 0)
          setBusy(before => (before.pointer ? before : { ...before, pointer: true }))
      }}
      onPointerLeave={() => setBusy(before => ({ ...before, pointer: false }))}
      onFocus={event => {
        const jid = event.target.closest<HTMLElement>('[data-jid]')?.dataset['jid']
        if (jid) setCursor(jid as BareJid)
        setBusy(before => ({ ...before, focus: true }))
      }}
      onBlur={() => setBusy(before => ({ ...before, focus: false }))}
    >
      <Axis />
      <ul ref={list} style={{ height: topOf(jids.length) }} onKeyDown={onKeyDown}>
        {inSight(jids, span, stop).map(index => {
          const jid = jids[index]
          return (
            jid && (
              <Lane
                key={jid}
                jid={jid}
                top={topOf(index)}
                width={width}
                isTabStop={index === stop}
                position={index + 1}
                of={jids.length}
                onOpen={onOpen}
              />
            )
          )
        })}
      </ul>
    </section>
  )
}

/** Indexes of the lanes to draw, and of the one the keyboard is at, wherever that is. */
function inSight(jids: readonly BareJid[], span: Span, stop: number): number[] {
  const isAll = jids.length <= FEW
  const first = isAll ? 0 : Math.max(0, Math.floor((span.from - GAP) / LANE))
  const end = isAll ? jids.length : Math.min(jids.length, Math.ceil(span.to / LANE))
  const indexes = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i)
  if (stop < first) indexes.unshift(stop)
  else if (stop >= end && stop < jids.length) indexes.push(stop)
  return indexes
}

/** Where a key leads to. */
function targetOf(event: KeyboardEvent, from: number, length: number): number | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return undefined
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: Math.min(from + 1, length - 1),
    ArrowUp: Math.max(from - 1, 0),
    Home: 0,
    End: length - 1,
  }
  return targets[event.key]
}

/** Nobody changes places while the pointer or the focus is at the list. */
function useHeld(fresh: LaneList, isBusy: boolean): LaneList {
  const [shown, setShown] = useState(fresh)
  const next = isBusy ? heldLanes(shown, fresh) : fresh
  if (next !== shown) setShown(next)
  return next
}

/** Labels must know how much room there is. */
function useTrackWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const track = box.current?.querySelector('.grid-l')
    if (!track) return
    const look = () => setWidth(track.clientWidth)
    look()
    const observer = new ResizeObserver(look)
    observer.observe(track)
    return () => observer.disconnect()
  }, [box])
  return width
}
