import type { ChatMessage } from '../xmpp/chat-message.ts'
import type { BareJid } from '../xmpp/jid.ts'
import type { Database } from './database.ts'
import { isWaiting } from './outbox.ts'
import { readMessage } from './rows.ts'
import { within } from './transaction.ts'

/** Beyond what a cursor can advance: a page of this size is everything. */
const EVERYTHING = 2 ** 31

/** A message as stored: `pending` exists only on what waits in the outbox, so that its index holds nothing else. */
interface MessageRow extends ChatMessage {
  readonly pending?: number
}

export const messageRow = (message: ChatMessage): MessageRow =>
  isWaiting(message) ? { ...message, pending: message.order } : message

interface Rows {
  readonly rows: readonly unknown[]
  /** The order of the oldest of them; undefined when there is nothing before. */
  readonly from: number | undefined
}

/** The newest `limit` rows before `before`: steps back over the index without values, then takes the range in one go. */
async function newestRows(db: Database, conversation: BareJid, limit: number, before: number): Promise<Rows> {
  const transaction = db.transaction('messages')
  return await within(transaction, async () => {
    const index = transaction.store.index('order')
    const range = (from: number) =>
      IDBKeyRange.bound([conversation, from], [conversation, before], false, true)
    let from: number | undefined
    if (limit < EVERYTHING) {
      const newest = await index.openKeyCursor(range(-Infinity), 'prev')
      const oldest = limit > 1 ? await newest?.advance(limit - 1) : newest
      from = oldest?.key[1]
    }
    return { rows: await index.getAll(range(from ?? -Infinity)), from }
  })
}

/**
 * The newest `limit` messages with order < `before`, ascending. More than `limit` only when several share the order at
 * the edge: the next page begins before it and would miss them.
 */
export async function readPage(
  db: Database,
  conversation: BareJid,
  limit: number,
  before = Infinity,
): Promise<ChatMessage[]> {
  const page: ChatMessage[] = []
  let upper: number | undefined = before
  // Bad rows are made up for, so that a short page still means "that was all".
  while (page.length < limit && upper !== undefined) {
    const { rows, from }: Rows = await newestRows(db, conversation, limit - page.length, upper)
    page.unshift(...rows.flatMap(row => readMessage(row) ?? []))
    upper = from
  }
  return page
}

/** A row that cannot be read counts as absent: the archive of the server may bring it again. */
export async function holdsMessage(db: Database, conversation: BareJid, key: string): Promise<boolean> {
  return readMessage(await db.get('messages', [conversation, key])) !== undefined
}
