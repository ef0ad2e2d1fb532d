import { type FormEvent, useState } from 'react'
import { addContact } from '../../account/actions/contacts.ts'
import { ActionAlert } from '../../components/action-alert.tsx'
import { useAccount } from '../../components/use-account.ts'
import { useAction } from '../../components/use-action.ts'
import { useGroupNames } from '../../components/use-group-names.ts'
import { contactWords } from '../../i18n/contact-words.ts'
import { words } from '../../i18n/words.ts'
import { nameOf, rosterItemOf } from '../../state/roster.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Combobox } from '../../ui/combobox.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { useNotify } from '../../ui/notices.tsx'
import { type BareJid, parseBareJid } from '../../xmpp/jid.ts'

const text = contactWords.add
const ADDRESS_ID = 'add-contact-address'

interface AddContactDialogProps {
  readonly onClose: () => void
  /** What was typed where the search found nobody. */
  readonly address?: string
}

export function AddContactDialog({ onClose, address: typed = '' }: AddContactDialogProps) {
  const account = useAccount()
  const notify = useNotify()
  const groups = useGroupNames()
  const action = useAction()
  const [address, setAddress] = useState(typed)
  const [name, setName] = useState('')
  const [group, setGroup] = useState('')
  const [letThemSeeUs, setLetThemSeeUs] = useState(true)
  const [wrong, setWrong] = useState<string>()
  const called = name.trim().split(/\s+/u)[0] || text.somebody

  async function send(event: FormEvent) {
    event.preventDefault()
    const checked = checkAddress(address)
    if (typeof checked === 'object') {
      setWrong(checked.wrong)
      document.getElementById(ADDRESS_ID)?.focus()
      return
    }
    const contact = { jid: checked, name: name.trim(), group: group.trim(), letThemSeeUs }
    if (!(await action.run(() => addContact(account, contact), text.failed(checked)))) return
    notify(text.sent)
    onClose()
  }

  function checkAddress(input: string): BareJid | { readonly wrong: string } {
    const jid = parseBareJid(input.trim().replace(/^xmpp:/i, ''))
    // A domain alone is the address of a server, not of a person.
    if (!jid?.includes('@')) return { wrong: text.invalid }
    if (jid === account.jid) return { wrong: text.own }
    const { roster } = account.store.getState()
    const item = rosterItemOf(roster, jid)
    const isAsked = item && (item.pendingOut || item.subscription === 'both' || item.subscription === 'to')
    return isAsked ? { wrong: text.already(nameOf(roster, jid)) } : jid
  }

  return (
    <Dialog title={text.title} closeLabel={words.common.close} onClose={onClose}>
      <form className="grid gap-4" noValidate onSubmit={send}>
        <TextField
          id={ADDRESS_ID}
          label={text.address}
          value={address}
          error={wrong}
          placeholder={text.addressExample}
          inputMode="email"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
          maxLength={3071}
          data-autofocus
          onChange={event => {
            setAddress(event.target.value)
            setWrong(undefined)
          }}
        />
        <div className="g2">
          <TextField
            label={text.name}
            value={name}
            placeholder={text.optional}
            autoComplete="off"
            dir="auto"
            maxLength={1023}
            onChange={event => setName(event.target.value)}
          />
          <Combobox
            label={text.group}
            value={group}
            placeholder={text.optional}
            dir="auto"
            maxLength={1023}
            suggestions={groups}
            onChange={event => setGroup(event.target.value)}
          />
        </div>
        <Checkbox checked={letThemSeeUs} onChange={event => setLetThemSeeUs(event.target.checked)}>
          {text.letThemSee}
        </Checkbox>
        <p className="hint">{text.hint(called)}</p>
        {/* Seen at the field. */}
        <div className="sr" role="alert">
          {wrong}
        </div>
        <ActionAlert>{action.error}</ActionAlert>
        <DialogActions>
          <Button variant="ghost" onClick={onClose}>
            {words.common.cancel}
          </Button>
          <Button variant="primary" type="submit" aria-busy={action.busy}>
            {text.send}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
