import { lazy, Suspense, useRef, useState } from 'react'
import { words } from '../i18n/words.ts'
import { IconButton } from '../ui/button.tsx'
import type { BareJid } from '../xmpp/jid.ts'
import type { ContactMenuProps } from './contact-menu.tsx'

export const loadContactMenu = () => import('./contact-menu.tsx')
const Lazy = lazy(async () => ({ default: (await loadContactMenu()).ContactMenu }))

/** The menu of a contact with its dialogs, fetched when it is wanted. Rendered = open. */
export function ContactMenu(props: ContactMenuProps) {
  return (
    <Suspense>
      <Lazy {...props} />
    </Suspense>
  )
}

interface ContactMenuButtonProps {
  readonly jid: BareJid
  readonly onDetails?: (jid: BareJid) => void
  readonly className?: string
}

/** "More actions" of a conversation. */
export function ContactMenuButton({ jid, onDetails, className }: ContactMenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton
        ref={button}
        label={words.common.moreActions}
        icon="more"
        className={className}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      />
      {isOpen && button.current && (
        <ContactMenu
          jid={jid}
          label={words.common.moreActions}
          anchor={button.current}
          returnFocus={button.current}
          {...(onDetails ? { onDetails } : {})}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
