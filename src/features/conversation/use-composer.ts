import { useEffect, useMemo, useRef, useState } from 'react'
import { saveDraft } from '../../account/actions/conversations.ts'
import { sendMessage } from '../../account/actions/messages.ts'
import { createTypingNotifier } from '../../account/actions/typing.ts'
import { useAccount } from '../../components/use-account.ts'
import { conversationOf } from '../../state/conversations.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import { isTooLong } from './message-size.ts'

export type ComposerProblem = 'not-kept' | 'too-long'

export interface ComposerState {
  readonly text: string
  readonly problem: ComposerProblem | undefined
  change(text: string): void
  send(): void
}

/** What is being written to somebody: kept as a draft, let go of only when it is on the disk as a message. */
export function useComposer(jid: BareJid): ComposerState {
  const account = useAccount()
  const [text, setText] = useState(() => conversationOf(account.store.getState().conversations, jid).draft)
  const [problem, setProblem] = useState<ComposerProblem>()
  const latest = useRef(text)
  const sending = useRef(false)
  const typing = useMemo(() => createTypingNotifier(account, jid), [account, jid])
  useEffect(() => () => typing.left(), [typing])

  function put(next: string) {
    latest.current = next
    setText(next)
    saveDraft(account, jid, next)
  }

  async function send() {
    const written = latest.current
    if (sending.current || written.trim() === '') return
    if (isTooLong(written.trimEnd())) return setProblem('too-long')
    sending.current = true
    try {
      await sendMessage(account, jid, written.trimEnd())
      typing.sent()
      setProblem(undefined)
      // What was typed while the disk was busy is the next message.
      const now = latest.current
      put(now.startsWith(written) ? now.slice(written.length) : now)
    } catch {
      setProblem('not-kept')
    } finally {
      sending.current = false
    }
  }

  return {
    text,
    problem,
    change(next) {
      put(next)
      setProblem(undefined)
      typing.keystroke(next)
    },
    send: () => void send(),
  }
}
