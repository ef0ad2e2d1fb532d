import './conversation.css'
import { useEffect, useRef } from 'react'
import { openConversation } from '../../account/actions/conversations.ts'
import { useAccount } from '../../components/use-account.ts'
import { useIsNarrow, useIsPhone } from '../../ui/media.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import { Composer } from './composer.tsx'
import { ConversationHeader } from './conversation-header.tsx'
import { Log } from './log.tsx'
import { NotAContact } from './not-a-contact.tsx'
import { StaleNotice } from './stale-notice.tsx'

export interface ConversationProps {
  readonly jid: BareJid
  readonly onBack: () => void
  readonly onDetails: () => void
  readonly detailsOpen: boolean
  /** Opens the form for a new contact with this address in it. */
  readonly onAddContact: (address: string) => void
}

/** A conversation with one person. Another person is another conversation: nothing is carried over. */
export function Conversation(props: ConversationProps) {
  return <OpenConversation key={props.jid} {...props} />
}

function OpenConversation({ jid, onBack, onDetails, detailsOpen, onAddContact }: ConversationProps) {
  const account = useAccount()
  const isPhone = useIsPhone()
  // Then Esc closes what lies over it first.
  const isCovered = useIsNarrow() && detailsOpen
  const heading = useRef<HTMLHeadingElement>(null)
  const box = useRef<HTMLTextAreaElement>(null)

  useEffect(() => {
    void openConversation(account, jid)
    return () => void openConversation(account, undefined)
  }, [account, jid])

  // Once: turning the phone must not move the focus.
  const focusHeading = useRef(isPhone)
  useEffect(() => {
    if (focusHeading.current) return heading.current?.focus({ preventScroll: true })
    const end = box.current?.value.length ?? 0
    box.current?.focus({ preventScroll: true })
    box.current?.setSelectionRange(end, end)
  }, [])

  return (
    <>
      <ConversationHeader
        jid={jid}
        heading={heading}
        onBack={onBack}
        onDetails={onDetails}
        detailsOpen={detailsOpen}
      />
      <StaleNotice jid={jid} />
      <Log jid={jid} onLeave={isCovered ? undefined : () => box.current?.focus({ preventScroll: true })} />
      <div className="foot">
        <div className="col">
          <NotAContact jid={jid} onAddContact={onAddContact} />
          <Composer jid={jid} box={box} />
        </div>
      </div>
    </>
  )
}
