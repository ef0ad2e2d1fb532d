// Many XEPs, one meaning: XEP-0085 now, XEP-0022 one day.
import type { Message } from './message.ts'

/** What a message says of its sender's typing; undefined when it says nothing, or says it of the past. */
export function composingIn(message: Message): 'composing' | 'stopped' | undefined {
  if (message.type === 'error' || message.delay !== undefined) return undefined
  if (message.chatState === 'composing') return 'composing'
  return message.chatState !== undefined || message.body !== undefined ? 'stopped' : undefined
}
