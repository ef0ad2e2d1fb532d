import { lazy, Suspense, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { Account } from '../../account/account.ts'
import type { Config } from '../../account/config.ts'
import { words } from '../../i18n/words.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { TextField } from '../../ui/field.tsx'
import { AboutPanel } from './about-panel.tsx'
import { AdvancedFields } from './advanced-fields.tsx'
import { FailureAlert } from './failure-alert.tsx'
import { isLoopback } from './loopback.ts'
import { PasswordField } from './password-field.tsx'
import { useSignIn } from './use-sign-in.ts'

const ConfirmDialog = lazy(async () => ({
  default: (await import('../../ui/confirm-dialog.tsx')).ConfirmDialog,
}))

const text = words.signIn

interface SignInPageProps {
  readonly config: Config
  /** Signing in again: whose password is asked. */
  readonly address?: string
  readonly onSignedIn: (account: Account) => void
}

export function SignInPage({ config, address = '', onSignedIn }: SignInPageProps) {
  const demo = isLoopback(location.hostname) ? config.demo : undefined
  const [form, setForm] = useState({
    address: address || (demo?.address ?? ''),
    password: address ? '' : (demo?.password ?? ''),
    serverUrl: '',
    keep: true,
  })
  const [advancedAsked, setAdvanced] = useState<boolean | undefined>()
  const attempt = useSignIn(config, onSignedIn)
  const { failure } = attempt
  const advanced = advancedAsked ?? failure?.advanced ?? false
  const noteOf = (field: typeof failureField) => (field && failureField === field ? failure?.note : undefined)
  const failureField = failure?.field
  const headingId = useId()
  const fields = useRef<HTMLFormElement>(null)

  useEffect(() => {
    document.title = words.common.window.title(text.heading, 0)
  }, [])

  useLayoutEffect(() => {
    if (!failure) return
    const name = failure.field ?? 'submit'
    fields.current?.querySelector<HTMLElement>(`[name=${name}]`)?.focus()
  }, [failure])

  return (
    <div className="si">
      <AboutPanel />
      <main className="card2">
        <form
          ref={fields}
          aria-labelledby={headingId}
          noValidate
          data-error={failure?.error}
          onSubmit={event => {
            event.preventDefault()
            setAdvanced(advanced ? true : undefined)
            void attempt.submit(form)
          }}
        >
          <div>
            <h1 id={headingId}>{text.heading}</h1>
            <p className="hint mt-1">
              {config.locked && config.defaultDomain ? text.introLocked(config.defaultDomain) : text.intro}
            </p>
          </div>
          {failure && <FailureAlert failure={failure} />}
          <TextField
            large
            label={text.address}
            name="address"
            inputMode="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            dir="ltr"
            placeholder={placeholderFor(config)}
            value={form.address}
            error={noteOf('address')}
            onChange={event => setForm({ ...form, address: event.target.value })}
          />
          <PasswordField
            value={form.password}
            error={noteOf('password')}
            onChange={password => setForm({ ...form, password })}
          />
          <Checkbox checked={form.keep} onChange={event => setForm({ ...form, keep: event.target.checked })}>
            {text.keep}
          </Checkbox>
          <Button type="submit" name="submit" variant="primary" size="large" wide aria-busy={attempt.busy}>
            {text.submit}
          </Button>
          {!config.locked && (
            <AdvancedFields
              open={advanced}
              onToggle={() => setAdvanced(!advanced)}
              value={form.serverUrl}
              error={noteOf('server')}
              onChange={serverUrl => setForm({ ...form, serverUrl })}
            />
          )}
        </form>
      </main>
      {attempt.confirm && (
        <Suspense>
          <ConfirmDialog
            question={text.confirmHost.question(attempt.confirm.host)}
            confirm={text.confirmHost.confirm}
            cancel={words.common.cancel}
            onConfirm={() => void attempt.answer(true)}
            onCancel={() => void attempt.answer(false)}
          >
            {text.confirmHost.text(attempt.confirm.domain, attempt.confirm.host)}
          </ConfirmDialog>
        </Suspense>
      )}
    </div>
  )
}

function placeholderFor({ defaultDomain, locked }: Config): string {
  if (defaultDomain === undefined) return text.addressPlaceholder
  return locked ? text.localPlaceholder : text.addressPlaceholderAt(defaultDomain)
}
