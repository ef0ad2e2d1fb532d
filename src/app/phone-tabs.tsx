import { useAccountState } from '../components/use-account.ts'
import { words } from '../i18n/words.ts'
import { totalUnread } from '../state/conversations.ts'
import { Icon } from '../ui/icon.tsx'
import { formatRoute, navigate, type Route, startRoute } from './routes.ts'

const text = words.common.window

/** The screens of a phone. */
export function PhoneTabs({ route }: { readonly route: Route }) {
  const unread = useAccountState(state => totalUnread(state.conversations))
  const tabs = [
    {
      label: text.people,
      icon: 'users',
      to: startRoute,
      current: !route.search && !route.rooms && !route.settings,
      count: unread,
    },
    {
      label: text.rooms,
      icon: 'hash',
      to: { ...startRoute, rooms: true },
      current: route.rooms && !route.settings,
      count: 0,
    },
    {
      label: text.search,
      icon: 'search',
      to: { ...startRoute, search: true },
      current: route.search && !route.settings,
      count: 0,
    },
    {
      label: text.settings,
      icon: 'sliders',
      to: { ...startRoute, settings: true },
      current: route.settings,
      count: 0,
    },
  ] as const
  return (
    <nav className="tabbar" aria-label={text.tabs}>
      {tabs.map(({ label, icon, to, current, count }) => (
        <a
          key={label}
          href={formatRoute(to)}
          {...(current ? { 'aria-current': 'page' } : {})}
          onClick={event => {
            event.preventDefault()
            navigate(to)
          }}
        >
          <Icon name={icon} />
          <span>{label}</span>
          {count > 0 && (
            <span className="pill" role="img" aria-label={text.unread(count)}>
              {count}
            </span>
          )}
        </a>
      ))}
    </nav>
  )
}
