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
    if (onRemoved) whenGone(jid, onRemoved)
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

/** Frames to wait for the list at most; then whatever is left gets the focus. */
const PATIENCE = 120

/** The list learns of it by the server's push, and draws that when it can: before, the row would take the focus with it. */
function whenGone(jid: BareJid, callback: () => void, frames = PATIENCE): void {
  const row = document.querySelector(`[role=treeitem][data-jid="${CSS.escape(jid)}"]`)
  requestAnimationFrame(() => (row && frames > 0 ? whenGone(jid, callback, frames - 1) : callback()))
}
