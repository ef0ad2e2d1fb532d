import { Component, type ReactNode } from 'react'
import { words } from '../i18n/words.ts'
import { Button } from '../ui/button.tsx'

interface CrashGuardState {
  readonly crashed: boolean
}

/** A screen that fails shows this instead of nothing. What was received is on the disk, a fresh page shows it. */
export class CrashGuard extends Component<{ readonly children: ReactNode }, CrashGuardState> {
  override state: CrashGuardState = { crashed: false }

  static getDerivedStateFromError(): CrashGuardState {
    return { crashed: true }
  }

  override render() {
    if (!this.state.crashed) return this.props.children
    const text = words.common.crash
    return (
      <main className="grid min-h-dvh">
        <div className="empty" role="alert">
          <h1>{text.title}</h1>
          <p>{text.text}</p>
          <Button className="mt-3" icon="refresh" onClick={() => location.reload()}>
            {text.again}
          </Button>
        </div>
      </main>
    )
  }
}
