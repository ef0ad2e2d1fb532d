import { type KeyboardEvent, useRef } from 'react'
import type { BareJid } from '../../xmpp/jid.ts'
import { type Cursor, findByName, firstItem, lastItem, neighbour } from './roster-cursor.ts'
import type { RosterLayout } from './roster-layout.ts'

export type TreeCommand =
  | { readonly kind: 'move'; readonly to: Cursor | undefined }
  | { readonly kind: 'toggle'; readonly group: string; readonly open: boolean }
  | { readonly kind: 'details' | 'menu' | 'open'; readonly jid: BareJid }

/** Letters typed within this time of each other make one word. */
const WORD_PAUSE = 600

/** What a key means at an item of the tree; undefined when it means nothing here. */
export function useTreeKeys(
  layout: RosterLayout,
  nameOf: (cursor: Cursor) => string,
): (event: KeyboardEvent, at: Cursor) => TreeCommand | undefined {
  const typed = useRef({ text: '', at: 0 })

  function find(event: KeyboardEvent, at: Cursor): TreeCommand | undefined {
    const isSameWord = event.timeStamp - typed.current.at < WORD_PAUSE
    const isLetter = event.key.length === 1 && (event.key !== ' ' || typed.current.text !== '')
    // No name begins with a slash: it leads to the search.
    if (!isLetter || (event.key === '/' && !isSameWord)) return undefined
    const text = (isSameWord ? typed.current.text : '') + event.key
    if (text.trim() === '') return undefined
    typed.current = { text, at: event.timeStamp }
    return { kind: 'move', to: findByName(layout, at, text, nameOf) }
  }

  return (event, at) => {
    const isMenuKey = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
    if (isMenuKey) return at.jid === undefined ? undefined : { kind: 'menu', jid: at.jid }
    if (event.ctrlKey || event.metaKey) return undefined
    if (event.altKey) {
      return event.key === 'Enter' && at.jid !== undefined ? { kind: 'details', jid: at.jid } : undefined
    }
    return arrow(event, at) ?? find(event, at) ?? enter(event, at)
  }

  function arrow(event: KeyboardEvent, at: Cursor): TreeCommand | undefined {
    switch (keyInReadingOrder(event)) {
      case 'ArrowDown':
        return { kind: 'move', to: neighbour(layout, at, 1) }
      case 'ArrowUp':
        return { kind: 'move', to: neighbour(layout, at, -1) }
      case 'Home':
        return { kind: 'move', to: firstItem(layout) }
      case 'End':
        return { kind: 'move', to: lastItem(layout) }
      case 'ArrowRight':
        if (at.jid !== undefined) return { kind: 'move', to: undefined }
        return isOpen(at) ? { kind: 'move', to: neighbour(layout, at, 1) } : toggled(at, true)
      case 'ArrowLeft':
        if (at.jid !== undefined) return { kind: 'move', to: { group: at.group } }
        return isOpen(at) ? toggled(at, false) : { kind: 'move', to: undefined }
      default:
        return undefined
    }
  }

  function enter(event: KeyboardEvent, at: Cursor): TreeCommand | undefined {
    if (event.key !== 'Enter' && event.key !== ' ') return undefined
    return at.jid === undefined ? toggled(at, !isOpen(at)) : { kind: 'open', jid: at.jid }
  }

  function isOpen(at: Cursor): boolean {
    return layout.groups.some(({ group, isOpen }) => group.name === at.group && isOpen)
  }
}

function toggled(at: Cursor, open: boolean): TreeCommand {
  return { kind: 'toggle', group: at.group, open }
}

/** In right-to-left text "in" is to the left. */
function keyInReadingOrder(event: KeyboardEvent): string {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return event.key
  const isMirrored = getComputedStyle(event.currentTarget).direction === 'rtl'
  if (!isMirrored) return event.key
  return event.key === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft'
}
