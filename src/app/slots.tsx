import type { BareJid } from '../xmpp/jid.ts'

// Stand-ins until the screens land.

export function ContactDetails(_: { readonly jid: BareJid; readonly onClose: () => void }) {
  return null
}

export function AddContactDialog(_: { readonly address?: string; readonly onClose: () => void }) {
  return null
}
