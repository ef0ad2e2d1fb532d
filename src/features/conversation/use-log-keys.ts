import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useState,
} from 'react'
import type { VirtualizerHandle } from 'virtua'
import type { Row } from './rows.ts'

/** Frames that measuring may take. */
const MOST_TRIES = 60

interface LogKeysQuestion {
  readonly scroller: RefObject<HTMLElement | null>
  readonly list: RefObject<VirtualizerHandle | null>
  readonly rows: readonly Row[]
  /** To the newest message, and to stay there. */
  readonly goToEnd: () => void
  /** Esc. */
  readonly onLeave: (() => void) | undefined
}

/**
 * ↑ ↓ Home End between the messages of a log that is one tab stop. The message with the focus stays in the page however
 * far it is scrolled away (`keepMounted`).
 */
export function useLogKeys({ scroller, list, rows, goToEnd, onLeave }: LogKeysQuestion) {
  const [focused, setFocused] = useState<string>()
  const [wanted, setWanted] = useState<string>()
  const indexOf = (key: string | undefined) =>
    key === undefined ? -1 : rows.findIndex(({ message }) => message.key === key)
  const target = indexOf(wanted)
  const at = target < 0 ? indexOf(focused) : target

  // The newest brings what stands below it into view, too.
  const bringIntoView = useEffectEvent(() => {
    if (target === rows.length - 1) goToEnd()
    else list.current?.scrollToIndex(target, { align: 'nearest' })
  })
  useEffect(() => {
    if (wanted === undefined) return
    bringIntoView()
    // The list hides a message until it has measured it, and what is hidden takes no focus.
    let frame = 0
    let tries = 0
    function focus() {
      const article = scroller.current && articlesIn(scroller.current).find(one => keyOf(one) === wanted)
      article?.focus({ preventScroll: true })
      if (document.activeElement !== article && ++tries < MOST_TRIES) frame = requestAnimationFrame(focus)
    }
    focus()
    return () => cancelAnimationFrame(frame)
  }, [wanted, scroller])

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.nativeEvent.isComposing)
      return
    if (event.key === 'Escape' && onLeave) {
      event.preventDefault()
      onLeave()
      return
    }
    const next = rows[targetOf(event.key)]
    if (!next) return
    event.preventDefault()
    setWanted(next.message.key)
  }

  /** −1: no key of ours, or nobody there. */
  function targetOf(key: string): number {
    if (key === 'Home') return 0
    if (key === 'End') return rows.length - 1
    if (key !== 'ArrowUp' && key !== 'ArrowDown') return -1
    if (at >= 0) return Math.max(0, Math.min(at + (key === 'ArrowUp' ? -1 : 1), rows.length - 1))
    // From the log itself: to what is in sight.
    const inSight = scroller.current ? articlesInSight(scroller.current) : []
    const first = key === 'ArrowUp' ? inSight.at(-1) : inSight[0]
    return first ? rows.findIndex(({ message }) => message.key === keyOf(first)) : rows.length - 1
  }

  function onFocus(event: FocusEvent) {
    const article = event.target.closest('article')
    setFocused(article ? keyOf(article) : undefined)
    setWanted(undefined)
  }

  function onBlur(event: FocusEvent) {
    if (event.currentTarget.contains(event.relatedTarget)) return
    setFocused(undefined)
    setWanted(undefined)
  }

  const keepMounted = [...new Set([indexOf(focused), target])].filter(index => index >= 0)
  return { keepMounted, handlers: { onKeyDown, onFocus, onBlur } }
}

function articlesIn(log: Element): HTMLElement[] {
  return [...log.querySelectorAll<HTMLElement>('article')]
}

function articlesInSight(log: Element): HTMLElement[] {
  const { top, bottom } = log.getBoundingClientRect()
  return articlesIn(log).filter(article => {
    const box = article.getBoundingClientRect()
    return box.bottom > top + 1 && box.top < bottom - 1
  })
}

function keyOf(article: Element): string | undefined {
  return article instanceof HTMLElement ? article.dataset['messageId'] : undefined
}
