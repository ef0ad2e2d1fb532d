import { useMemo, useRef } from 'react'
import { useAccountState } from '../../components/use-account.ts'
import type { ConnectionSlice } from '../../state/connection.ts'
import { unreadOf } from '../../state/conversations.ts'
import { type Timeline, timelineOf } from '../../state/messages.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import { type Gap, type Rows, type RowsQuestion, rowsOf } from './rows.ts'
import { useLostContact } from './use-lost-contact.ts'

export interface ConversationRows extends Rows {
  /** False until the disk has answered. */
  readonly read: boolean
  readonly hasOlder: boolean
  /** True when this render has older messages above those of the last one. */
  readonly grewAtStart: boolean
}

const NONE: Rows = { rows: [], gapAtEnd: undefined, lostAtEnd: undefined }

export function useRows(jid: BareJid): ConversationRows {
  const timeline = useAccountState(state => timelineOf(state.messages, jid))
  const connection = useAccountState(state => state.connection)
  const news = useNews(jid, timeline)
  const lost = useLostContact(jid)
  const built = useMemo(() => {
    const gap = gapOf(connection)
    return timeline ? rowsOf({ messages: timeline.messages, news, gap, lost }) : NONE
  }, [timeline, news, connection, lost])

  const last = useRef<{ built: Rows; grew: boolean }>({ built: NONE, grew: false })
  if (last.current.built !== built) {
    const before = last.current.built.rows[0]?.message.key
    last.current = { built, grew: before !== undefined && before !== built.rows[0]?.message.key }
  }
  return {
    ...built,
    read: timeline !== undefined,
    hasOlder: timeline?.hasOlder ?? false,
    grewAtStart: last.current.grew,
  }
}

/** The unread messages as they were when the conversation was opened, or when they came while nobody looked. */
function useNews(jid: BareJid, timeline: Timeline | undefined): RowsQuestion['news'] {
  const unread = useAccountState(state => unreadOf(state.conversations, jid))
  const newest = timeline && (timeline.messages.at(-1)?.order ?? 0)
  const count = useRef(0)
  const news = useRef<RowsQuestion['news']>(undefined)
  // Reading sets the count back to nothing: the line stays until the conversation is left.
  if (unread > 0 && unread !== count.current) {
    count.current = unread
    news.current = undefined
  }
  if (count.current > 0 && newest !== undefined) news.current ??= { count: count.current, upTo: newest }
  if (unread === 0 && news.current) count.current = 0
  return news.current
}

function gapOf(connection: ConnectionSlice): Gap | undefined {
  switch (connection.state) {
    case 'online':
      return connection.outage && { kind: 'was-offline', from: connection.outage.from, to: connection.since }
    case 'connecting':
      // A page that has never been connected has not gone offline.
      if (!connection.again || connection.lastGood === undefined) return undefined
      return { kind: 'went-offline', at: connection.lastGood }
    default:
      return { kind: 'went-offline', at: connection.lastGood }
  }
}
