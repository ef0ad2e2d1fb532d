import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'

type Notify = (text: string) => void

const NoticesContext = createContext<Notify>(() => {})

/** How long a confirmation is on the screen. */
const SHOWN = 4_000

/** Short confirmations: seen at the lower edge for a moment, spoken by the status region. */
export function Notices({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const [notice, setNotice] = useState<{ readonly text: string } | undefined>()
  // A new object each time: the same words twice are two notices.
  const notify = useCallback((text: string) => setNotice({ text }), [])

  useEffect(() => {
    if (!notice) return
    const timer = setTimeout(() => setNotice(undefined), SHOWN)
    return () => clearTimeout(timer)
  }, [notice])

  return (
    <NoticesContext value={notify}>
      {children}
      {createPortal(
        // Beside the page and not in it: it speaks while a dialog makes the page inert.
        <div role="status" aria-label={label} data-live="" className={notice ? 'toast' : 'sr'}>
          {notice?.text}
        </div>,
        document.body,
      )}
    </NoticesContext>
  )
}

/** `notify('Copied')`. */
export function useNotify(): Notify {
  return useContext(NoticesContext)
}
