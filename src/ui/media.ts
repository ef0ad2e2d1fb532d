import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}

/** Panels lie over the conversation (the same width as in responsive.css), or are screens of their own. */
export function useIsNarrow(): boolean {
  return useMedia('(max-width: 1180px)')
}

/** One screen at a time (the same width as in phone.css). */
export function useIsPhone(): boolean {
  return useMedia('(max-width: 720px)')
}
