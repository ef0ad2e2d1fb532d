import { type FormEvent, useState } from 'react'
import { renameOrMove } from '../account/actions/contacts.ts'
import { contactWords } from '../i18n/contact-words.ts'
import { words } from '../i18n/words.ts'
import { nameOf, rosterItemOf } from '../state/roster.ts'
import { Button } from '../ui/button.tsx'
import { Combobox } from '../ui/combobox.tsx'
import { Dialog, DialogActions } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import type { BareJid } from '../xmpp/jid.ts'
import { ActionAlert } from './action-alert.tsx'
import { useAccount } from './use-account.ts'
import { useAction } from './use-action.ts'
import { useGroupNames } from './use-group-names.ts'

const text = contactWords.rename

export function RenameDialog({ jid, onClose }: { readonly jid: BareJid; readonly onClose: () => void }) {
  const account = useAccount()
  const groups = useGroupNames()
  const action = useAction()
  const [before] = useState(() => {
    const { roster } = account.store.getState()
    return { item: rosterItemOf(roster, jid), shown: nameOf(roster, jid) }
  })
  const [name, setName] = useState(before.item?.name ?? '')
  const [group, setGroup] = useState(before.item?.groups[0] ?? '')

  async function save(event: FormEvent) {
    event.preventDefault()
    // The other groups of a contact in several stay as they are.
    const others = before.item?.groups.slice(1).filter(other => other !== group.trim()) ?? []
    const change = { jid, name: name.trim(), groups: [group.trim(), ...others].filter(Boolean) }
    if (await action.run(() => renameOrMove(account, change), text.failed(before.shown))) onClose()
  }

  return (
    <Dialog title={text.title} closeLabel={words.common.close} onClose={onClose}>
      <form className="grid gap-4" onSubmit={save}>
        <TextField
          label={text.name}
          value={name}
          placeholder={jid}
          maxLength={1023}
          dir="auto"
          data-autofocus
          autoComplete="off"
          onChange={event => setName(event.target.value)}
        />
        <Combobox
          label={text.group}
          value={group}
          placeholder={contactWords.add.optional}
          maxLength={1023}
          dir="auto"
          suggestions={groups}
          onChange={event => setGroup(event.target.value)}
        />
        <ActionAlert>{action.error}</ActionAlert>
        <DialogActions>
          <Button variant="ghost" onClick={onClose}>
            {words.common.cancel}
          </Button>
          <Button variant="primary" type="submit" aria-busy={action.busy}>
            {text.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
