import { lazy, type ReactNode, Suspense, useEffect, useEffectEvent } from 'react'
import { useAccountState } from '../components/use-account.ts'
import { Connecting } from '../features/connection/connecting.tsx'
import { ConnectionStrip } from '../features/connection/connection-strip.tsx'
import { nameOf } from '../state/roster.ts'
import { focusedElement } from '../ui/focus.ts'
import { whenIdle } from '../ui/idle.ts'
import { useIsNarrow } from '../ui/media.ts'
import type { BareJid } from '../xmpp/jid.ts'
import { loadContactDetails, loadConversation, loadStart } from './parts.ts'
import { focusDetailsOpener, focusList } from './regions.ts'
import { leave, navigate, type Route, replaceRoute, startRoute } from './routes.ts'
import { MAIN_ID } from './skip-link.tsx'

const Conversation = lazy(async () => ({ default: (await loadConversation()).Conversation }))
// Phones show the list instead; elsewhere the list comes first.
const Start = lazy(async () => {
  await new Promise<void>(resolve => whenIdle(resolve))
  return { default: (await loadStart()).Start }
})
const ContactDetails = lazy(async () => ({ default: (await loadContactDetails()).ContactDetails }))

const HEADING = 'main-heading'

interface MainPartProps {
  readonly route: Route
  readonly isPhone: boolean
  readonly onSignIn: () => void
  readonly onAddContact: (address?: string) => void
}

/** The open conversation with its panel, or the start page. */
export function MainPart({ route, isPhone, onSignIn, onAddContact }: MainPartProps) {
  const phase = useAccountState(state => (state.roster.known ? 'known' : state.connection.state))
  const isNew = phase === 'connecting'
  const { chat } = route
  if (chat && !isNew) {
    return (
      <ChatPart jid={chat} route={route} isPhone={isPhone} onAddContact={onAddContact}>
        {isPhone && <ConnectionStrip onSignIn={onSignIn} top />}
      </ChatPart>
    )
  }
  return (
    <main className="sheet" id={MAIN_ID} aria-labelledby={HEADING}>
      {isNew ? (
        <Connecting headingId={HEADING} />
      ) : (
        <Suspense>
          {phase !== 'online' && (
            <Start
              headingId={HEADING}
              onOpen={jid => navigate({ chat: jid })}
              onAddContact={() => onAddContact()}
            />
          )}
        </Suspense>
      )}
    </main>
  )
}

interface ChatPartProps {
  readonly jid: BareJid
  readonly route: Route
  readonly isPhone: boolean
  readonly onAddContact: (address?: string) => void
  readonly children: ReactNode
}

function ChatPart({ jid, route, isPhone, onAddContact, children }: ChatPartProps) {
  const name = useAccountState(state => nameOf(state.roster, jid))
  const isLayer = useIsNarrow()
  const showsConversation = !isPhone || !route.details
  const closeDetails = () => (isPhone ? leave : replaceRoute)({ details: false })
  useReturnFocus(route.details)
  useEscape(route.details && isLayer, closeDetails)
  return (
    <main className={`sheet ${route.details ? 'has-panel' : ''}`} id={MAIN_ID} aria-label={name}>
      {!showsConversation && <h1 className="sr">{name}</h1>}
      {showsConversation && (
        <div className="pane">
          {children}
          <Suspense>
            <Conversation
              jid={jid}
              detailsOpen={route.details}
              onBack={() => leave(startRoute)}
              onDetails={() => (isPhone ? navigate : replaceRoute)({ details: !route.details })}
              onAddContact={onAddContact}
            />
          </Suspense>
        </div>
      )}
      {/* On its own: while the panel loads, the conversation stays. */}
      <Suspense>
        {route.details && <ContactDetails jid={jid} onClose={closeDetails} onRemoved={focusList} />}
      </Suspense>
    </main>
  )
}

/** When the panel closes with the focus in it, the focus goes back to where it was when the panel opened. */
function useReturnFocus(isOpen: boolean) {
  useEffect(() => {
    if (!isOpen) return
    const opener = focusedElement()
    return () => {
      const isLost = !focusedElement()
      if (isLost && opener?.isConnected) opener.focus()
      // On phones the panel took the place of what opened it: the conversation is there again in a moment.
      else if (isLost) requestAnimationFrame(focusDetailsOpener)
    }
  }, [isOpen])
}

/** Esc closes the panel where it lies over the conversation. Layers above it keep the key to themselves. */
function useEscape(isLayer: boolean, close: () => void) {
  const onEscape = useEffectEvent(close)
  useEffect(() => {
    if (!isLayer) return
    function onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return
      event.preventDefault()
      onEscape()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [isLayer])
}
