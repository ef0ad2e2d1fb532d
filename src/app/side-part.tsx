import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useAccountState } from '../components/use-account.ts'
import { ConnectionStrip } from '../features/connection/connection-strip.tsx'
import { Roster } from '../features/roster/roster.tsx'
import { StatusButton } from '../features/status/status-button.tsx'
import { words } from '../i18n/words.ts'
import { shownRequests } from '../state/settings.ts'
import { IconButton } from '../ui/button.tsx'
import { MenuButton } from '../ui/menu-button.tsx'
import type { BareJid } from '../xmpp/jid.ts'
import { loadContactRequests } from './parts.ts'
import { PhoneTabs } from './phone-tabs.tsx'
import { focusSearch } from './regions.ts'
import { navigate, type Route } from './routes.ts'
import { MAIN_ID } from './skip-link.tsx'

const ContactRequests = lazy(async () => ({ default: (await loadContactRequests()).ContactRequests }))

const text = words.common.window

interface SidePartProps {
  readonly route: Route
  readonly isPhone: boolean
  /** Phones: whose conversation was left for the list. */
  readonly cameFrom: BareJid | undefined
  readonly onSignIn: () => void
  readonly onAddContact: (address?: string) => void
}

/** Who we are, how the link is, whom we know. On phones it is the whole screen. */
export function SidePart({ route, isPhone, cameFrom, onSignIn, onAddContact }: SidePartProps) {
  useEffect(() => {
    if (route.search) focusSearch()
  }, [route.search])

  return (
    <div className="side">
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: a header of the page is a banner, and takes a name. */}
      <header aria-label={text.yourAccount} className="me">
        <StatusButton />
        <MenuButton
          label={text.addContactOrRoom}
          icon="plus"
          entries={[
            { label: text.addContact, icon: 'user', onSelect: () => onAddContact() },
            { label: text.joinRoom, icon: 'hash', onSelect: () => {}, unavailable: text.roomsLater },
            { label: text.browseRooms, icon: 'search', onSelect: () => {}, unavailable: text.roomsLater },
          ]}
        />
        <IconButton label={text.settings} icon="sliders" onClick={() => navigate({ settings: true })} />
      </header>
      <Lists isPhone={isPhone}>
        <ConnectionStrip onSignIn={onSignIn} />
        <Roster
          selected={route.chat}
          cameFrom={cameFrom}
          onOpen={chat => navigate({ chat, search: false, ...(isPhone ? { details: false } : {}) })}
          onDetails={chat => navigate({ chat, search: false, details: true })}
          onAddContact={onAddContact}
          requests={<Requests />}
        />
      </Lists>
      {isPhone && <PhoneTabs route={route} />}
    </div>
  )
}

function Requests() {
  const isAsked = useAccountState(state => shownRequests(state).size > 0)
  if (!isAsked) return null
  return (
    <Suspense>
      <ContactRequests />
    </Suspense>
  )
}

/** On phones they are the main part, and have its heading. */
function Lists({ isPhone, children }: { readonly isPhone: boolean; readonly children: ReactNode }) {
  if (!isPhone) return children
  return (
    <main className="flex min-h-0 flex-1 flex-col" id={MAIN_ID} aria-labelledby="people-heading">
      <h1 id="people-heading" className="sr">
        {text.people}
      </h1>
      {children}
    </main>
  )
}
