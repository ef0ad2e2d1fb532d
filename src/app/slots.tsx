import type { BareJid } from '../xmpp/jid.ts'

// Stand-ins until the screens land.

export function Roster(_: {
  readonly selected: BareJid | undefined
  readonly onOpen: (jid: BareJid) => void
  readonly onDetails: (jid: BareJid) => void
  readonly onAddContact: (address?: string) => void
}) {
  return null
}

export function Conversation(_: {
  readonly jid: BareJid
  readonly detailsOpen: boolean
  readonly onBack: () => void
  readonly onDetails: () => void
  readonly onAddContact: (address?: string) => void
}) {
  return null
}

export function ContactDetails(_: { readonly jid: BareJid; readonly onClose: () => void }) {
  return null
}

export function AddContactDialog(_: { readonly address?: string; readonly onClose: () => void }) {
  return null
}
