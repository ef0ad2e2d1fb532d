import { useEffect, useRef } from 'react'
import { Virtualizer, type VirtualizerHandle } from 'virtua'
import { useName } from '../../components/name.tsx'
import { conversationWords } from '../../i18n/conversation-words.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import type { BareJid } from '../../xmpp/jid.ts'
import { ConversationRow } from './conversation-row.tsx'
import { EmptyConversation } from './empty-conversation.tsx'
import { GapNote, LostNote } from './separators.tsx'
import { SkeletonBubbles } from './skeleton-bubbles.tsx'
import { TypingBubble } from './typing-bubble.tsx'
import { useLogKeys } from './use-log-keys.ts'
import { useOlder } from './use-older.ts'
import { useRows } from './use-rows.ts'
import { useStickToEnd } from './use-stick-to-end.ts'

/** Height of what stands above the messages (`.log-start` in conversation.css). */
const START = 56
/** Drawn beyond the window, so that a message is measured before it comes into view and never moves there. */
const BUFFER = 700

interface LogProps {
  readonly jid: BareJid
  /** Esc: back to writing; without it the key is somebody else’s. */
  readonly onLeave: (() => void) | undefined
}

/** The messages, only those near the window in the page; the newest at the lower edge. */
export function Log({ jid, onLeave }: LogProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const list = useRef<VirtualizerHandle>(null)
  const name = useName(jid)
  const { rows, read, hasOlder, grewAtStart, gapAtEnd, lostAtEnd } = useRows(jid)
  const { atEnd, goToEnd } = useStickToEnd(scroller)
  const { keepMounted, handlers } = useLogKeys({ scroller, list, rows, goToEnd, onLeave })
  const older = useOlder(scroller, jid, hasOlder)
  const isEmpty = read && rows.length === 0 && !hasOlder

  // What we write we want to see, wherever we were reading.
  const newest = rows.at(-1)?.message
  const writtenKey = newest?.delivery === 'pending' ? newest.key : undefined
  useEffect(() => {
    if (writtenKey !== undefined) goToEnd()
  }, [writtenKey, goToEnd])

  return (
    <div
      className={isEmpty ? 'log none' : 'log'}
      role="log"
      aria-label={conversationWords.logOf(name)}
      // Older messages that scroll into view are not news.
      aria-live={atEnd ? 'polite' : 'off'}
      aria-busy={!read}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region takes the focus so that keys can scroll it
      tabIndex={0}
      ref={scroller}
      {...handlers}
    >
      <div className="log-space">{isEmpty && <EmptyConversation jid={jid} />}</div>
      <div className="log-start">
        {hasOlder && (
          <Button variant="ghost" size="small" aria-busy={older.loading} onClick={older.load}>
            {conversationWords.loadOlder}
          </Button>
        )}
      </div>
      <div className="col">
        {read ? (
          <Virtualizer
            ref={list}
            data={rows}
            keepMounted={keepMounted}
            scrollRef={scroller}
            startMargin={START}
            bufferSize={BUFFER}
            shift={grewAtStart}
          >
            {row => <ConversationRow key={row.message.key} row={row} name={name} />}
          </Virtualizer>
        ) : (
          <SkeletonBubbles />
        )}
      </div>
      <div className="col log-end">
        {lostAtEnd && <LostNote jid={jid} lost={lostAtEnd} />}
        {gapAtEnd && <GapNote gap={gapAtEnd} />}
        <TypingBubble jid={jid} />
      </div>
      {!atEnd && (
        <IconButton
          className="to-end"
          label={conversationWords.goToNewest}
          icon="down"
          onClick={() => {
            scroller.current?.focus({ preventScroll: true })
            goToEnd()
          }}
        />
      )}
    </div>
  )
}
