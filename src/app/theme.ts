import { useSyncExternalStore } from 'react'

export type Theme = 'dark' | 'light' | 'system'

/** Not in the database: it must be known before anything is drawn, and it is nobody's secret. */
const KEY = 'whereabouts.theme'

const listeners = new Set<() => void>()
let theme = readTheme()

function readTheme(): Theme {
  try {
    const stored = localStorage.getItem(KEY)
    return stored === 'dark' || stored === 'light' ? stored : 'system'
  } catch {
    return 'system'
  }
}

/** `<html data-theme>`; absent = as the system has it. */
export function applyTheme(): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

export function setTheme(next: Theme): void {
  theme = next
  applyTheme()
  try {
    if (next === 'system') localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, next)
  } catch {
    // A browser that stores nothing: the theme holds as long as the page.
  }
  for (const listener of listeners) listener()
}

export function useTheme(): Theme {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => theme,
  )
}
