import { clock, useAccount } from '../components/use-account.ts'
import { neighbour } from './conversation-order.ts'
import { focusRegion, focusSearch } from './regions.ts'
import { navigate, type Route, replaceRoute } from './routes.ts'
import { type Shortcut, useShortcuts } from './shortcuts.ts'

/** The keys of the whole window. Nothing to see. */
export function WindowKeys({ route }: { readonly route: Route }) {
  const { store } = useAccount()

  function goTo(step: 1 | -1, unread: boolean) {
    const chat = neighbour(store.getState(), clock.now(), { from: route.chat, step, unread })
    if (chat) navigate({ chat })
  }

  const actions: Record<Shortcut, () => void> = {
    'previous-conversation': () => goTo(-1, false),
    'next-conversation': () => goTo(1, false),
    'previous-unread': () => goTo(-1, true),
    'next-unread': () => goTo(1, true),
    'next-region': () => focusRegion(1),
    'previous-region': () => focusRegion(-1),
    search: focusSearch,
    details: () => replaceRoute({ details: !route.details }),
    settings: () => navigate({ settings: true }),
  }
  useShortcuts(shortcut => actions[shortcut]())
  return null
}
