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
    let last = element.scrollTop
    const onScroll = () => {
      const { scrollTop } = element
      const isNear = element.scrollHeight - element.clientHeight - scrollTop <= NEAR
      // Only going up leaves the end: what grows below leaves us behind for a moment, too.
      if (isNear) stuck.current = true
      else if (scrollTop < last) stuck.current = false
      last = scrollTop
      setAtEnd(stuck.current)
    }
    const sizes = new ResizeObserver(() => {
      if (stuck.current) element.scrollTop = element.scrollHeight
    })
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
