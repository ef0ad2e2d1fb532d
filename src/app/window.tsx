import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useAccountState } from '../components/use-account.ts'
import { words } from '../i18n/words.ts'
import { useIsPhone } from '../ui/media.ts'
import { DocumentTitle } from './document-title.tsx'
import { MainPart } from './main-part.tsx'
import { loadAddContact, loadSettings, usePrefetch } from './parts.ts'
import { focusContacts, focusMain } from './regions.ts'
import { leave, navigate, useRoute } from './routes.ts'
import { SidePart } from './side-part.tsx'
import { SkipLink } from './skip-link.tsx'
import { setTheme, useTheme } from './theme.ts'
import { WindowKeys } from './window-keys.tsx'

const AddContactDialog = lazy(async () => ({ default: (await loadAddContact()).AddContactDialog }))
const Settings = lazy(async () => ({ default: (await loadSettings()).Settings }))

const text = words.common.window

interface WindowProps {
  /** The session is over and the person wants it back. */
  readonly onSignIn: () => void
  readonly onSignOut: () => Promise<void>
}

/** The signed-in window: lists, the open conversation or the start page, and the panel beside it. */
export function Window({ onSignIn, onSignOut }: WindowProps) {
  const route = useRoute()
  const isPhone = useIsPhone()
  const theme = useTheme()
  const [adding, setAdding] = useState<{ readonly address?: string } | undefined>()
  const [settingsFirst, setSettingsFirst] = useState<'presence'>()
  useEffect(() => {
    if (!route.settings) setSettingsFirst(undefined)
  }, [route.settings])
  const cameFrom = usePrevious(route.chat)
  useFirstFocus()
  usePrefetch()

  const addContact = (address?: string) => setAdding(address === undefined ? {} : { address })
  // On phones one of the two is there at a time.
  const showsMain = !isPhone || route.chat !== undefined
  const showsSide = !isPhone || route.chat === undefined
  return (
    <div className="app" data-view={route.chat ? 'detail' : 'roster'}>
      <DocumentTitle
        chat={route.chat}
        otherwise={!isPhone ? text.around : route.rooms ? text.rooms : text.people}
      />
      <SkipLink onSkip={focusMain} />
      {showsSide && (
        <SidePart
          route={route}
          isPhone={isPhone}
          cameFrom={isPhone ? cameFrom : undefined}
          onSignIn={onSignIn}
          onAddContact={addContact}
          onSharing={() => {
            setSettingsFirst('presence')
            navigate({ settings: true })
          }}
        />
      )}
      {showsMain && (
        <MainPart route={route} isPhone={isPhone} onSignIn={onSignIn} onAddContact={addContact} />
      )}
      <WindowKeys route={route} />
      <Suspense>
        {adding && <AddContactDialog {...adding} onClose={() => setAdding(undefined)} />}
        {route.settings && (
          <Settings
            isPhone={isPhone}
            first={settingsFirst}
            theme={theme}
            onTheme={setTheme}
            onSignOut={onSignOut}
            onClose={() => leave({ settings: false })}
          />
        )}
      </Suspense>
    </div>
  )
}

/** What it was before its last change. */
function usePrevious<T>(value: T): T | undefined {
  const [known, setKnown] = useState<{ readonly value: T; readonly before?: T }>({ value })
  if (known.value === value) return known.before
  setKnown({ value, before: known.value })
  return known.value
}

/** After signing in the focus is in the list, as soon as there is one. */
function useFirstFocus() {
  const isKnown = useAccountState(state => state.roster.known)
  const done = useRef(false)
  useEffect(() => {
    if (!isKnown || done.current) return
    done.current = true
    const frame = requestAnimationFrame(focusContacts)
    return () => cancelAnimationFrame(frame)
  }, [isKnown])
}
