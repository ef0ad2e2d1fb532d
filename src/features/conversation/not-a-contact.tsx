import { useState } from 'react'
import { askToSee, blockContact } from '../../account/actions/contacts.ts'
import { useAccount, useAccountState } from '../../components/use-account.ts'
import { words } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useNotify } from '../../ui/notices.tsx'
import type { BareJid } from '../../xmpp/jid.ts'
import { acquaintanceOf } from './acquaintance.ts'

const text = words.conversation

interface NotAContactProps {
  readonly jid: BareJid
  readonly onAddContact: (address: string) => void
}

/** Somebody who is no contact, or not one yet: says so, shows the address, and offers both ways out. */
export function NotAContact({ jid, onAddContact }: NotAContactProps) {
  const account = useAccount()
  const notify = useNotify()
  const acquaintance = useAccountState(state => acquaintanceOf(state, jid))
  const isBlocked = useAccountState(state => state.blocking.jids.has(jid))
  const [asks, setAsks] = useState(false)
  const [problem, setProblem] = useState<string>()
  if (acquaintance !== 'asking' && acquaintance !== 'stranger' && acquaintance !== 'waiting') return null

  function attempt(action: Promise<void>, done: string, failed: string) {
    setAsks(false)
    setProblem(undefined)
    action.then(
      () => notify(done),
      () => setProblem(failed),
    )
  }

  function add() {
    if (acquaintance === 'waiting') attempt(askToSee(account, jid), text.requestSent, text.addFailed)
    else onAddContact(jid)
  }

  return (
    <section className="stranger" aria-label={text.notAContact}>
      <p>{text[acquaintance](jid)}</p>
      {problem && <p role="alert">{problem}</p>}
      <div className="acts">
        <Button size="small" onClick={add}>
          {text.addContact}
        </Button>
        <Button
          size="small"
          variant="ghost"
          unavailable={isBlocked ? text.blocked(jid) : undefined}
          onClick={() => setAsks(true)}
        >
          {text.block}
        </Button>
      </div>
      {asks && (
        <ConfirmDialog
          question={text.blockQuestion(jid)}
          confirm={text.block}
          cancel={words.common.cancel}
          danger
          onConfirm={() => attempt(blockContact(account, jid), text.blocked(jid), text.blockFailed)}
          onCancel={() => setAsks(false)}
        >
          {text.blockMeans}
        </ConfirmDialog>
      )}
    </section>
  )
}
