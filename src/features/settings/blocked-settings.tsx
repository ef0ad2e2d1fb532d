import { type FormEvent, useRef, useState } from 'react'
import { blockContact, unblockContact } from '../../account/actions/contacts.ts'
import { useAccount, useAccountState } from '../../components/use-account.ts'
import { settingsWords } from '../../i18n/settings-words.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { useNotify } from '../../ui/notices.tsx'
import { type BareJid, domainOf, parseBareJid } from '../../xmpp/jid.ts'
import { BlockedList } from './blocked-list.tsx'

const text = settingsWords.blocked

/** XEP-0191: who may not reach us. */
export function BlockedSettings() {
  const account = useAccount()
  const supported = useAccountState(state => state.blocking.supported)
  const notify = useNotify()
  const [problem, setProblem] = useState('')
  const [address, setAddress] = useState('')
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)

  async function attempt(action: () => Promise<void>, done: string, failed: string) {
    setProblem('')
    setBusy(true)
    try {
      await action()
      notify(done)
      return true
    } catch {
      setProblem(failed)
      return false
    } finally {
      setBusy(false)
    }
  }

  async function block(event: FormEvent) {
    event.preventDefault()
    if (busy || supported === false) return
    const jid = parseBareJid(address.trim())
    const isOurs = jid !== undefined && (jid === account.jid || jid === domainOf(account.jid))
    if (!jid || isOurs) {
      setProblem(isOurs ? text.ownAddress : text.notAnAddress)
      field.current?.focus()
    } else if (await attempt(() => blockContact(account, jid), text.isBlocked(jid), text.failed(jid))) {
      setAddress('')
      field.current?.focus()
    }
  }

  const unblock = (jid: BareJid) =>
    attempt(() => unblockContact(account, jid), text.isUnblocked(jid), text.failedUnblock(jid))

  return (
    <>
      <form
        className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2"
        onSubmit={event => void block(event)}
        noValidate
      >
        <TextField
          ref={field}
          label={text.address}
          labelHidden
          placeholder={text.placeholder}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          value={address}
          error={problem}
          onChange={event => setAddress(event.target.value)}
        />
        <Button
          type="submit"
          aria-busy={busy}
          unavailable={supported === false ? text.unsupported : undefined}
        >
          {text.block}
        </Button>
      </form>
      {problem && (
        <p className="sr" role="alert">
          {problem}
        </p>
      )}
      <BlockedList onUnblock={unblock} />
      <p className="hint">{supported === false ? text.unsupported : text.kept}</p>
    </>
  )
}
