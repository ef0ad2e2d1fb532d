import { useEffect, useEffectEvent } from 'react'

export type Shortcut =
  | 'details'
  | 'next-conversation'
  | 'next-region'
  | 'next-unread'
  | 'previous-conversation'
  | 'previous-region'
  | 'previous-unread'
  | 'search'
  | 'settings'

/** The shortcut that a key press means (DESIGN: Keyboard); undefined = none of ours. */
export function shortcutOf(event: KeyboardEvent): Shortcut | undefined {
  if (event.isComposing || event.defaultPrevented) return undefined
  const { key, altKey: alt, ctrlKey, metaKey, shiftKey: shift } = event
  const control = ctrlKey || metaKey
  if (key === 'F6' && !alt && !control) return shift ? 'previous-region' : 'next-region'
  if (alt && !control && key === 'ArrowUp') return shift ? 'previous-unread' : 'previous-conversation'
  if (alt && !control && key === 'ArrowDown') return shift ? 'next-unread' : 'next-conversation'
  if (control && !alt && !shift && key === '.') return 'details'
  if (control && !alt && !shift && key === ',') return 'settings'
  if (key === '/' && !control && !alt && !isTyping(event.target)) return 'search'
  return undefined
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  )
}

/** Calls back for each shortcut. Dialogs and menus keep their keys to themselves. */
export function useShortcuts(onShortcut: (shortcut: Shortcut) => void): void {
  const act = useEffectEvent(onShortcut)
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const shortcut = shortcutOf(event)
      if (!shortcut) return
      event.preventDefault()
      act(shortcut)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
