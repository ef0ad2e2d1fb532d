import { useState } from 'react'
import { askToSee } from '../../account/actions/contacts.ts'
import { ActionAlert } from '../../components/action-alert.tsx'
import { BlockDialog } from '../../components/block-dialog.tsx'
import { useAccount, useAccountState } from '../../components/use-account.ts'
import { useAction } from '../../components/use-action.ts'
import { conversationWords } from '../../i18n/conversation-words.ts'
import { Button } from '../../ui/button.tsx'
import { useNotify } from '../../ui/notices.tsx'
import type { BareJid } from '../../xmpp/jid.ts'
import { acquaintanceOf } from './acquaintance.ts'

const text = conversationWords

interface NotAContactProps {
  readonly jid: BareJid
  readonly onAddContact: (address: string) => void
}

/** Somebody who is no contact, or not one yet: says so, shows the address, and offers both ways out. */
export function NotAContact({ jid, onAddContact }: NotAContactProps) {
  const account = useAccount()
  const notify = useNotify()
  const action = useAction()
  const acquaintance = useAccountState(state => acquaintanceOf(state, jid))
  const isBlocked = useAccountState(state => state.blocking.jids.has(jid))
  const [isBlocking, setBlocking] = useState(false)
  if (acquaintance !== 'asking' && acquaintance !== 'stranger' && acquaintance !== 'waiting') return null

  async function askAgain() {
    if (await action.run(() => askToSee(account, jid), text.notAsked)) notify(text.requestSent)
  }

  return (
    <section className="stranger" aria-label={text.notAContact}>
      <p>{text[acquaintance](jid)}</p>
      <div className="acts">
        <Button size="small" onClick={acquaintance === 'waiting' ? askAgain : () => onAddContact(jid)}>
          {text.addContact}
        </Button>
        <Button
          size="small"
          variant="ghost"
          unavailable={isBlocked ? text.alreadyBlocked : undefined}
          onClick={() => setBlocking(true)}
        >
          {text.block}
        </Button>
      </div>
      <ActionAlert>{action.error}</ActionAlert>
      {isBlocking && <BlockDialog jid={jid} onClose={() => setBlocking(false)} />}
    </section>
  )
}
