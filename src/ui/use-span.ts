import { type RefObject, useEffect, useState } from 'react'

/** What is in sight, in pixels from the top of the list. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Drawn beyond what is in sight, and the step in which it follows: about five rows. */
const MARGIN = 240

/** Which part of `content` is in sight of `scroller`, with a margin; changes in steps only. */
export function useSpan(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
): Span {
  const [span, setSpan] = useState<Span>({ from: -MARGIN, to: 4 * MARGIN })

  // Not a layout effect: a scroller that comes in the same commit has no ref yet by then.
  useEffect(() => {
    const view = scroller.current
    const body = content.current
    if (!view || !body) return
    function look() {
      if (!view || !body) return
      const top = view.getBoundingClientRect().top - body.getBoundingClientRect().top
      const from = (Math.floor(top / MARGIN) - 1) * MARGIN
      const to = (Math.ceil((top + view.clientHeight) / MARGIN) + 1) * MARGIN
      setSpan(before => (before.from === from && before.to === to ? before : { from, to }))
    }
    look()
    view.addEventListener('scroll', look, { passive: true })
    // The requests above the list come and go, the window changes its size.
    const observer = new ResizeObserver(look)
    observer.observe(view)
    for (const child of view.children) observer.observe(child)
    return () => {
      view.removeEventListener('scroll', look)
      observer.disconnect()
    }
  }, [scroller, content])

  return span
}
