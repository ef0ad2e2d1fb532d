import { useEffect } from 'react'
import { loadContactMenu } from '../components/lazy-contact-menu.tsx'
import { useAccountState } from '../components/use-account.ts'
import { loadStatusPopover } from '../features/status/status-button.tsx'
import { whenIdle } from '../ui/idle.ts'
import { loadMenu } from '../ui/menu-button.tsx'

// What the window can do without while it tells who is there.
export const loadStart = () => import('../features/start/start.tsx')
export const loadConversation = () => import('../features/conversation/conversation.tsx')
export const loadContactDetails = () => import('../features/contact/contact-details.tsx')
export const loadContactRequests = () => import('../features/contact/contact-requests.tsx')
export const loadAddContact = () => import('../features/contact/add-contact-dialog.tsx')
export const loadSettings = () => import('../features/settings/settings.tsx')

/** Soonest wanted first. */
const later: readonly (() => Promise<unknown>)[] = [
  loadStart,
  loadConversation,
  loadContactDetails,
  loadContactMenu,
  loadMenu,
  loadStatusPopover,
  loadAddContact,
  loadContactRequests,
  loadSettings,
]

/** Fetches them while nobody waits, when the contacts are on the screen: they must be there when the link is gone. */
export function usePrefetch() {
  const isKnown = useAccountState(state => state.roster.known)
  useEffect(() => (isKnown ? prefetch(later) : undefined), [isKnown])
}

/** One after the other, each in a quiet moment; what does not come is fetched again when it is wanted. */
function prefetch([load, ...rest]: typeof later): () => void {
  if (!load) return () => {}
  let isOver = false
  let stop = whenIdle(async () => {
    await load().catch(() => {})
    if (!isOver) stop = prefetch(rest)
  })
  return () => {
    isOver = true
    stop()
  }
}
