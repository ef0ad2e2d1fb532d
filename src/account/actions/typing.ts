import type { BareJid } from '../../xmpp/jid.ts'
import type { Account } from '../account.ts'

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
  return { keystroke() {}, sent() {}, left() {} }
}
