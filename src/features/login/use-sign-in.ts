import { useEffect, useState } from 'react'
import type { Account } from '../../account/account.ts'
import type { Config } from '../../account/config.ts'
import { type SignInForm, signIn } from '../../account/sign-in.ts'
import type { Failure } from './failure.ts'

/** Words for what can go wrong: fetched while the form is filled in. */
const loadFailures = () => import('./failure.ts')

export interface SignInAttempt {
  readonly busy: boolean
  readonly failure: Failure | undefined
  /** A foreign host that the account's domain points to: the person decides. */
  readonly confirm: { readonly host: string; readonly domain: string } | undefined
  submit(form: SignInForm): Promise<void>
  /** The answer to `confirm`. */
  answer(agreed: boolean): Promise<void>
}

/** One attempt after the other. */
export function useSignIn(config: Config, onSignedIn: (account: Account) => void): SignInAttempt {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | undefined>()
  const [asked, setAsked] = useState<{ form: SignInForm; host: string; domain: string } | undefined>()

  useEffect(() => {
    loadFailures().catch(() => {})
  }, [])

  async function submit(form: SignInForm) {
    if (busy) return
    const { checkForm, describeFailure } = await loadFailures()
    const problem = checkForm(form, config)
    setFailure(problem)
    if (problem) return
    setBusy(true)
    const result = await signIn(form, config)
    setBusy(false)
    switch (result.kind) {
      case 'signed-in':
        return onSignedIn(result.account)
      case 'confirm-host':
        return setAsked({ form, host: result.host, domain: result.domain })
      case 'failed':
        return setFailure(describeFailure(result, form))
    }
  }

  async function answer(agreed: boolean) {
    setAsked(undefined)
    if (agreed && asked) await submit({ ...asked.form, confirmedHost: asked.host })
  }

  return { busy, failure, confirm: asked, submit, answer }
}
