import { removeContact } from '../account/actions/contacts.ts'
import { contactWords } from '../i18n/contact-words.ts'
import { words } from '../i18n/words.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import type { BareJid } from '../xmpp/jid.ts'
import { ActionAlert } from './action-alert.tsx'
import { useName } from './name.tsx'
import { useAccount } from './use-account.ts'
import { useAction } from './use-action.ts'

const text = contactWords.remove

interface RemoveDialogProps {
  readonly jid: BareJid
  readonly onClose: () => void
  /** The dialog has given the focus back; what it gave it to may go with the contact. */
  readonly onRemoved?: () => void
}

export function RemoveDialog({ jid, onClose, onRemoved }: RemoveDialogProps) {
  const account = useAccount()
  const name = useName(jid)
  const action = useAction()

  async function remove() {
    if (!(await action.run(() => removeContact(account, jid), text.failed(name)))) return
    onClose()
    if (onRemoved) requestAnimationFrame(onRemoved)
  }

  return (
    <ConfirmDialog
      question={text.question(name)}
      confirm={text.confirm}
      cancel={words.common.cancel}
      danger
      busy={action.busy}
      onConfirm={remove}
      onCancel={onClose}
    >
      <p>{text.text(name)}</p>
      <ActionAlert>{action.error}</ActionAlert>
    </ConfirmDialog>
  )
}
