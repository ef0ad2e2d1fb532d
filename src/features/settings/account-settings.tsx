import { useState } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { useAccount, useAccountState, useAnswer } from '../../components/use-account.ts'
import { settingsWords } from '../../i18n/settings-words.ts'
import { words } from '../../i18n/words.ts'
import { connectionNotice } from '../../state/connection.ts'
import { queuedCount } from '../../state/messages.ts'
import { nameOf } from '../../state/roster.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Text } from '../../ui/text.tsx'
import { domainOf, resourceOf } from '../../xmpp/jid.ts'

const text = settingsWords.account

export function AccountSettings({ onSignOut }: { readonly onSignOut: () => Promise<void> }) {
  const { jid, session, storage, kept } = useAccount()
  const name = useAccountState(state => nameOf(state.roster, jid))
  const notice = useAnswer((state, now) => connectionNotice(state.connection, now))
  const resource = session.jid && resourceOf(session.jid)
  const facts = [
    [text.server, domainOf(jid)],
    [text.state, text.states[notice]],
    ...(resource ? [[text.thisSession, resource]] : []),
    [text.onDevice, !kept ? text.notKept : storage.persistent ? text.kept : text.cannotKeep],
  ] as const
  return (
    <>
      <div className="id py-1">
        <Avatar jid={jid} name={name} size={64} />
        <div className="min-w-0">
          <Text className="nm">{name}</Text>
          {name !== jid && <div className="hint">{jid}</div>}
        </div>
      </div>
      <section className="fs">
        <h4>{text.connection}</h4>
        <dl className="kv grid-cols-[160px_1fr]">
          {facts.map(([term, value]) => (
            <Fact key={term} term={term ?? ''} value={value ?? ''} />
          ))}
        </dl>
      </section>
      <SignOut onSignOut={onSignOut} />
    </>
  )
}

function Fact({ term, value }: { readonly term: string; readonly value: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd className="text-start! break-words">{value}</dd>
    </>
  )
}

function SignOut({ onSignOut }: { readonly onSignOut: () => Promise<void> }) {
  const queued = useAccountState(state => queuedCount(state.messages))
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  return (
    <div>
      <Button variant="danger" icon="log-out" onClick={() => setAsking(true)}>
        {text.signOut}
      </Button>
      {asking && (
        <ConfirmDialog
          question={text.signOutQuestion}
          confirm={text.signOut}
          cancel={words.common.cancel}
          danger
          busy={busy}
          onConfirm={() => {
            setBusy(true)
            void onSignOut()
          }}
          onCancel={() => setAsking(false)}
        >
          {text.signOutText}
          {queued > 0 && ` ${text.signOutQueued(queued)}`}
        </ConfirmDialog>
      )}
    </div>
  )
}
