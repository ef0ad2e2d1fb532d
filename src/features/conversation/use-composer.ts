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
  /** The part of the box that has been sent off and is not on the disk yet. */
  const taken = useRef('')
  const turn = useRef(Promise.resolve())
  const typing = useMemo(() => createTypingNotifier(account, jid), [account, jid])
  useEffect(() => () => typing.left(), [typing])

  function put(next: string) {
    latest.current = next
    setText(next)
    saveDraft(account, jid, next)
  }

  async function send() {
    const shown = latest.current
    // What is on its way to the disk is still in the box; Enter again means only what was added to it.
    const written = shown.startsWith(taken.current) ? shown.slice(taken.current.length) : shown
    if (written.trim() === '') return
    if (isTooLong(written.trimEnd())) return setProblem('too-long')
    taken.current = shown
    const before = turn.current
    turn.current = before.then(() => write(written))
    await turn.current
  }

  /** One after the other: a message never overtakes another. */
  async function write(written: string) {
    try {
      await sendMessage(account, jid, written.trimEnd())
      typing.sent()
      setProblem(undefined)
      put(withoutStart(latest.current, written))
      taken.current = withoutStart(taken.current, written)
    } catch {
      taken.current = ''
      setProblem('not-kept')
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

function withoutStart(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length) : text
}
