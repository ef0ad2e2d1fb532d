import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** This close to the end counts as at the end. */
const NEAR = 40

export interface StickToEnd {
  readonly atEnd: boolean
  /** Goes to the end and stays there, wherever the reader was. */
  goToEnd(): void
}

/**
 * Keeps the end of a scrolling element in view while the reader is there, whatever grows or shrinks;
 * a reader who has scrolled up stays where they are.
 */
export function useStickToEnd(scroller: RefObject<HTMLElement | null>): StickToEnd {
  const stuck = useRef(true)
  const [atEnd, setAtEnd] = useState(true)

  const goToEnd = useCallback(() => {
    const element = scroller.current
    if (!element) return
    stuck.current = true
    setAtEnd(true)
    element.scrollTop = element.scrollHeight
  }, [scroller])

  useLayoutEffect(goToEnd, [goToEnd])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let lastTop = element.scrollTop
    let lastRoom = roomOf(element)
    const stay = () => {
      if (stuck.current) element.scrollTop = element.scrollHeight
      lastRoom = roomOf(element)
      lastTop = element.scrollTop
    }
    const onScroll = () => {
      const { scrollTop } = element
      const room = roomOf(element)
      // A scroll that comes with other heights is the list measuring its messages or the composer growing, not the reader.
      if (stuck.current && room !== lastRoom) return stay()
      // Only going up leaves the end: what grows below leaves us behind for a moment, too.
      if (room - scrollTop <= NEAR) stuck.current = true
      else if (scrollTop < lastTop) stuck.current = false
      lastTop = scrollTop
      lastRoom = room
      setAtEnd(stuck.current)
    }
    const sizes = new ResizeObserver(stay)
    sizes.observe(element)
    for (const child of element.children) sizes.observe(child)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller])

  return { atEnd, goToEnd }
}

/** How far the element can scroll. */
function roomOf(element: Element): number {
  return element.scrollHeight - element.clientHeight
}
