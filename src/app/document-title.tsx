import { useEffect } from 'react'
import { useAccountState } from '../components/use-account.ts'
import { words } from '../i18n/words.ts'
import { totalUnread } from '../state/conversations.ts'
import { nameOf } from '../state/roster.ts'
import type { BareJid } from '../xmpp/jid.ts'

/** "(5) Mira Castellan · Whereabouts" */
export function DocumentTitle({ chat }: { readonly chat: BareJid | undefined }) {
  const unread = useAccountState(state => totalUnread(state.conversations))
  const name = useAccountState(state => (chat ? nameOf(state.roster, chat) : words.start.heading))
  const title = words.common.window.title(name, unread)
  useEffect(() => {
    document.title = title
  }, [title])
  return null
}
