import { useRef, useState } from 'react'
import { unblockContact } from '../account/actions/contacts.ts'
import { setMuted } from '../account/actions/conversations.ts'
import { contactWords } from '../i18n/contact-words.ts'
import { conversationOf } from '../state/conversations.ts'
import { nameOf, rosterItemOf, shortNameOf } from '../state/roster.ts'
import type { Anchor } from '../ui/anchored.ts'
import { Menu, type MenuEntry } from '../ui/menu.tsx'
import { useNotify } from '../ui/notices.tsx'
import { type BareJid, domainOf } from '../xmpp/jid.ts'
import { BlockDialog } from './block-dialog.tsx'
import { describeError } from './describe-error.ts'
import { RemoveDialog } from './remove-dialog.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import { useAccount, useAnswer } from './use-account.ts'

const text = contactWords.menu

export interface ContactMenuProps {
  readonly jid: BareJid
  readonly anchor: Anchor
  /** Where the focus goes when the menu closes. */
  readonly returnFocus: HTMLElement | null
  /** Its name; "Actions for NAME" unless told. */
  readonly label?: string
  /** Without it there is no such item. */
  readonly onOpen?: (jid: BareJid) => void
  readonly onDetails?: (jid: BareJid) => void
  /** The menu, and the dialog it may have led to, are done. */
  readonly onClose: () => void
}

/** What can be done about a contact, at its row or in its conversation. Rendered = open. */
export function ContactMenu(props: ContactMenuProps) {
  const { jid, onClose } = props
  const account = useAccount()
  const notify = useNotify()
  const [dialog, setDialog] = useState<'block' | 'remove' | 'rename'>()
  const facts = useAnswer(state => ({
    name: nameOf(state.roster, jid),
    short: shortNameOf(state.roster, jid),
    isContact: rosterItemOf(state.roster, jid) !== undefined,
    muted: conversationOf(state.conversations, jid).muted,
    blocked: state.blocking.jids.has(jid),
    canBlock: state.blocking.supported !== false,
  }))

  function unblock() {
    unblockContact(account, jid).then(
      () => notify(contactWords.block.undone(facts.name)),
      error => notify(`${contactWords.block.unblockFailed(facts.name)} ${describeError(error, account.jid)}`),
    )
  }

  // The menu closes and then tells what was chosen: what leads to a dialog must not end it all.
  const leadsOn = useRef(false)
  function leadTo(kind: 'block' | 'remove' | 'rename') {
    return () => {
      leadsOn.current = true
      setDialog(kind)
    }
  }
  function closed() {
    queueMicrotask(() => {
      if (!leadsOn.current) onClose()
    })
  }

  const { onOpen, onDetails } = props
  const cannotBlock = facts.canBlock ? {} : { unavailable: text.cannotBlock(domainOf(account.jid)) }
  const { short, muted, isContact, blocked } = facts
  const entries: MenuEntry[] = [
    ...(onOpen ? [{ label: text.open, icon: 'type', onSelect: () => onOpen(jid) } as const] : []),
    ...(onDetails ? [{ label: text.details, icon: 'panel', onSelect: () => onDetails(jid) } as const] : []),
    { label: text.tellMe(short), icon: 'clock', onSelect: () => {}, unavailable: text.later },
    {
      label: muted ? text.unmute : text.mute,
      icon: 'bell',
      onSelect: () => setMuted(account, jid, !muted),
    },
    ...(isContact ? [{ label: text.rename, icon: 'pencil', onSelect: leadTo('rename') } as const] : []),
    blocked
      ? { label: text.unblock, icon: 'block', onSelect: unblock }
      : { label: text.block, icon: 'block', onSelect: leadTo('block'), ...cannotBlock },
    ...(isContact
      ? [{ label: text.remove, icon: 'x', onSelect: leadTo('remove'), danger: true } as const]
      : []),
  ]

  if (dialog === 'rename') return <RenameDialog jid={jid} onClose={onClose} />
  if (dialog === 'remove') return <RemoveDialog jid={jid} onClose={onClose} />
  if (dialog === 'block') return <BlockDialog jid={jid} onClose={onClose} />
  return (
    <Menu
      label={props.label ?? text.row(facts.name)}
      entries={entries}
      anchor={props.anchor}
      returnFocus={props.returnFocus}
      onClose={closed}
    />
  )
}
