import { type FormEvent, type KeyboardEvent, type RefObject, useId } from 'react'
import { useName } from '../../components/name.tsx'
import { conversationWords } from '../../i18n/conversation-words.ts'
import { words } from '../../i18n/words.ts'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { BareJid } from '../../xmpp/jid.ts'
import { ReachLine } from './reach-line.tsx'
import { type ComposerProblem, useComposer } from './use-composer.ts'

const text = conversationWords
const problems: Readonly<Record<ComposerProblem, string>> = {
  'not-kept': text.notKept,
  'too-long': text.tooLong,
}
/** It grows to this many lines and scrolls from then on. */
const MOST_LINES = 8

interface ComposerProps {
  readonly jid: BareJid
  readonly box: RefObject<HTMLTextAreaElement | null>
}

/** Where one writes: never locked, whatever we know of the other side. */
export function Composer({ jid, box }: ComposerProps) {
  const id = useId()
  const name = useName(jid)
  const composer = useComposer(jid)
  const isEmpty = composer.text.trim() === ''

  function onSubmit(event: FormEvent) {
    event.preventDefault()
    composer.send()
    box.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
    event.preventDefault()
    composer.send()
  }

  return (
    <form className="cmp" aria-label={text.writeTo(name)} onSubmit={onSubmit}>
      <textarea
        className="ta"
        dir="auto"
        rows={linesOf(composer.text)}
        aria-label={text.message(name)}
        aria-describedby={`${id}-reach`}
        aria-invalid={composer.problem ? true : undefined}
        aria-errormessage={composer.problem ? `${id}-problem` : undefined}
        placeholder={text.message(name)}
        value={composer.text}
        ref={box}
        onChange={event => composer.change(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {composer.problem && (
        <div className="cmp-alert" role="alert" id={`${id}-problem`}>
          <Icon name="warn" size={16} />
          {problems[composer.problem]}
        </div>
      )}
      <div className="bar">
        <ReachLine jid={jid} id={`${id}-reach`} />
        <IconButton label={text.emoji} icon="smile" unavailable={words.common.notYet} />
        <button
          type="submit"
          className={isEmpty ? 'send idle' : 'send'}
          aria-label={text.send}
          aria-disabled={isEmpty ? true : undefined}
          // The focus stays in the text, and with it a phone's keyboard.
          onMouseDown={event => event.preventDefault()}
        >
          <Icon name="send" />
        </button>
      </div>
    </form>
  )
}

/** Enter that chooses a word of an input method is no Enter. Safari tells only by the old code 229. */
function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229
}

/** For browsers that cannot size a field by its content. */
function linesOf(value: string): number {
  let lines = 1
  for (let at = value.indexOf('\n'); at >= 0 && lines < MOST_LINES; at = value.indexOf('\n', at + 1)) lines++
  return lines
}
