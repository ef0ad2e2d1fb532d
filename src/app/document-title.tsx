import { useEffect } from 'react'
import { useAccountState } from '../components/use-account.ts'
import { words } from '../i18n/words.ts'
import { totalUnread } from '../state/conversations.ts'
import { nameOf } from '../state/roster.ts'
import type { BareJid } from '../xmpp/jid.ts'

interface DocumentTitleProps {
  readonly chat: BareJid | undefined
  /** What is there without a conversation. */
  readonly otherwise: string
}

/** "(5) Mira Castellan · Whereabouts"; it says what the heading says. */
export function DocumentTitle({ chat, otherwise }: DocumentTitleProps) {
  const unread = useAccountState(state => totalUnread(state.conversations))
  const name = useAccountState(state => (chat ? nameOf(state.roster, chat) : otherwise))
  const title = words.common.window.title(name, unread)
  useEffect(() => {
    document.title = title
  }, [title])
  return null
}
