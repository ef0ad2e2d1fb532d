import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useAccountState } from '../components/use-account.ts'
import { ConnectionStrip } from '../features/connection/connection-strip.tsx'
import { RoomsDock } from '../features/rooms/rooms-dock.tsx'
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
const HEADING = 'list-heading'

interface SidePartProps {
  readonly route: Route
  readonly isPhone: boolean
  /** Phones: whose conversation was left for the list. */
  readonly cameFrom: BareJid | undefined
  readonly onSignIn: () => void
  readonly onAddContact: (address?: string) => void
  /** What others learn about us is to be changed. */
  readonly onSharing: () => void
}

/** Who we are, how the link is, whom we know. On phones it is the whole screen. */
export function SidePart({ route, isPhone, cameFrom, onSignIn, onAddContact, onSharing }: SidePartProps) {
  const showsRooms = isPhone && route.rooms
  useEffect(() => {
    if (route.search) focusSearch()
  }, [route.search])

  return (
    <div className="side">
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: a header of the page is a banner, and takes a name. */}
      <header aria-label={text.yourAccount} className="me">
        <StatusButton onSharing={onSharing} />
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
      <Lists isPhone={isPhone} hasHeading={showsRooms}>
        <ConnectionStrip onSignIn={onSignIn} />
        {showsRooms ? (
          <RoomsDock headingId={HEADING} />
        ) : (
          <Roster
            selected={route.chat}
            cameFrom={cameFrom}
            onOpen={chat => navigate({ chat, search: false, ...(isPhone ? { details: false } : {}) })}
            onDetails={chat => navigate({ chat, search: false, details: true })}
            onAddContact={onAddContact}
            requests={<Requests />}
          />
        )}
        {!isPhone && <RoomsDock />}
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

interface ListsProps {
  readonly isPhone: boolean
  /** One of the children brings it. */
  readonly hasHeading: boolean
  readonly children: ReactNode
}

/** On phones they are the main part, and have its heading. */
function Lists({ isPhone, hasHeading, children }: ListsProps) {
  if (!isPhone) return children
  return (
    <main className="flex min-h-0 flex-1 flex-col" id={MAIN_ID} aria-labelledby={HEADING}>
      {!hasHeading && (
        <h1 id={HEADING} className="sr">
          {text.people}
        </h1>
      )}
      {children}
    </main>
  )
}
