import { lazy, Suspense, useEffect, useState } from 'react'
import type { Account } from '../account/account.ts'
import { type Config, loadConfig } from '../account/config.ts'
import { reopenAccount, signOut } from '../account/sign-in.ts'
import { AccountContext } from '../components/use-account.ts'
import { SignInPage } from '../features/login/sign-in-page.tsx'
import { words } from '../i18n/words.ts'
import { Notices } from '../ui/notices.tsx'
import { CrashGuard } from './crash-guard.tsx'
import { replaceRoute, startRoute } from './routes.ts'
import { Window } from './window.tsx'

// Most people never see it.
const BrokenConfig = lazy(async () => ({ default: (await import('./broken-config.tsx')).BrokenConfig }))

type Phase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'broken'; readonly problem: string }
  | {
      readonly kind: 'form'
      readonly config: Config
      readonly address?: string
      /** Somebody has just left: their way through the window is nobody’s business. */
      readonly left?: boolean
    }
  | { readonly kind: 'window'; readonly config: Config; readonly account: Account }

/** From the first second of the page to signing out and in again. */
export function App() {
  const [phase, setPhase] = useState<Phase>({ kind: 'loading' })
  useEffect(() => {
    void firstPhase().then(setPhase)
  }, [])
  useForgottenWay(phase.kind === 'form' && phase.left === true)

  switch (phase.kind) {
    case 'loading':
      return <div className="boot spin large" aria-hidden="true" />
    case 'broken':
      return (
        <Suspense>
          <BrokenConfig problem={phase.problem} />
        </Suspense>
      )
    case 'form':
      return (
        <CrashGuard>
          <SignInPage
            config={phase.config}
            {...(phase.address === undefined ? {} : { address: phase.address })}
            onSignedIn={account => setPhase({ kind: 'window', config: phase.config, account })}
          />
        </CrashGuard>
      )
    case 'window': {
      const { account, config } = phase
      return (
        <CrashGuard>
          <AccountContext value={account}>
            <Notices label={words.common.notices}>
              <Window
                onSignIn={() => void signInAgain(account, config).then(setPhase)}
                onSignOut={async () => {
                  await signOut(account)
                  setPhase({ kind: 'form', config, left: true })
                }}
              />
            </Notices>
          </AccountContext>
        </CrashGuard>
      )
    }
  }
}

/** The addresses of the pages that the back button leads to tell whom one wrote to: each is replaced when it comes up. */
function useForgottenWay(isOn: boolean) {
  useEffect(() => {
    if (!isOn) return
    const forget = () => replaceRoute(startRoute)
    forget()
    window.addEventListener('popstate', forget)
    return () => window.removeEventListener('popstate', forget)
  }, [isOn])
}

async function firstPhase(): Promise<Phase> {
  const loaded = await loadConfig()
  if (!loaded.ok) return { kind: 'broken', problem: loaded.problem }
  const { config } = loaded
  const account = await reopenAccount()
  return account ? { kind: 'window', config, account } : { kind: 'form', config }
}

/** The session is over. Where the credentials still hold they open a new one, else the form asks. */
async function signInAgain(account: Account, config: Config): Promise<Phase> {
  const { connection } = account.store.getState()
  await account.close('stop')
  account.storage.close()
  const isRefused = connection.state === 'ended' && connection.reason !== 'conflict'
  const again = isRefused ? undefined : await reopenAccount()
  return again ? { kind: 'window', config, account: again } : { kind: 'form', config, address: account.jid }
}
