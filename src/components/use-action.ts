import { useCallback, useState } from 'react'
import { describeError } from './describe-error.ts'
import { useAccount } from './use-account.ts'

export interface Action {
  readonly busy: boolean
  /** What failed, where, and what next; undefined while nothing did. */
  readonly error: string | undefined
  /** Runs one at a time; answers whether it worked. `failed` is the sentence that says what did not. */
  run(action: () => Promise<void>, failed: string): Promise<boolean>
}

/** Something the person asked for, with its failure in words. */
export function useAction(): Action {
  const { jid } = useAccount()
  const [state, setState] = useState<{ readonly busy: boolean; readonly error?: string }>({ busy: false })
  const { busy } = state
  const run = useCallback(
    async (action: () => Promise<void>, failed: string) => {
      if (busy) return false
      setState({ busy: true })
      try {
        await action()
        setState({ busy: false })
        return true
      } catch (error) {
        setState({ busy: false, error: `${failed} ${describeError(error, jid)}` })
        return false
      }
    },
    [busy, jid],
  )
  return { busy, error: state.error, run }
}
