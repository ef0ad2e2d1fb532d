import { SECOND } from '../../lib/time.ts'
import { seesUs } from '../../state/own-presence.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import { encodeMessage } from '../../xmpp/message.ts'
import type { Account } from '../account.ts'

/** Silence that ends typing, ms (XEP-0085 §5.2 leaves it to us). */
const PAUSE_AFTER = 5 * SECOND
/** Others forget "composing" after 30 s: whoever goes on typing says so again before, ms. */
const REPEAT_AFTER = 20 * SECOND

/** XEP-0085 as we send it: verbs for what happened in one composer. */
export interface TypingNotifier {
  /** The text changed; empty text ends typing. */
  keystroke(text: string): void
  /** The message went out: it carries `active` itself. */
  sent(): void
  /** The conversation was left. */
  left(): void
}

export function createTypingNotifier(account: Account, jid: BareJid): TypingNotifier {
  let saidAt: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function say(chatState: 'active' | 'composing' | 'paused'): void {
    // T17: only to people who may see our presence. "no-store": nobody needs it tomorrow.
    if (!seesUs(account.store.getState(), jid)) return
    const id = crypto.randomUUID()
    account.session.send(encodeMessage({ to: jid, type: 'chat', id, chatState, hints: ['no-store'] }))
  }

  function stop(chatState?: 'active' | 'paused'): void {
    clearTimeout(timer)
    if (saidAt !== undefined && chatState) say(chatState)
    saidAt = undefined
  }

  return {
    keystroke(text) {
      if (text.trim() === '') return stop('active')
      const now = Date.now()
      if (saidAt === undefined || now - saidAt >= REPEAT_AFTER) {
        say('composing')
        saidAt = now
      }
      clearTimeout(timer)
      timer = setTimeout(() => stop('paused'), PAUSE_AFTER)
    },
    sent: () => stop(),
    left: () => stop('paused'),
  }
}
