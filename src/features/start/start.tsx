import { useAccountState } from '../../components/use-account.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import { Board } from './board.tsx'
import { FirstRun } from './first-run.tsx'

export interface StartProps {
  /** Of the heading 1 that names the main part. */
  readonly headingId: string
  readonly onOpen: (jid: BareJid) => void
  readonly onAddContact: () => void
}

/** The page behind no conversation: who is around, or how to begin. */
export function Start({ headingId, onOpen, onAddContact }: StartProps) {
  const isEmpty = useAccountState(state => state.roster.known && state.roster.items.size === 0)
  return isEmpty ? (
    <FirstRun headingId={headingId} onAddContact={onAddContact} />
  ) : (
    <Board headingId={headingId} onOpen={onOpen} />
  )
}
