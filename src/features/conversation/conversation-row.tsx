import { memo } from 'react'
import { Message } from './message.tsx'
import type { Row } from './rows.ts'
import { DaySeparator, GapNote, LostNote, NewLine } from './separators.tsx'

/** One message with what stands above it. Renders again only when something of that changes. */
export const ConversationRow = memo(
  function ConversationRow({ row, name }: { readonly row: Row; readonly name: string }) {
    const { message, startsDay, newFromHere, gap, lost, joins, closes } = row
    return (
      <div className="turn">
        {startsDay && <DaySeparator at={message.at} />}
        {lost && <LostNote jid={message.conversation} lost={lost} />}
        {gap && <GapNote gap={gap} />}
        {newFromHere > 0 && <NewLine count={newFromHere} />}
        <Message message={message} name={name} joins={joins} closes={closes} />
      </div>
    )
  },
  (a, b) =>
    a.name === b.name &&
    a.row.message === b.row.message &&
    a.row.startsDay === b.row.startsDay &&
    a.row.newFromHere === b.row.newFromHere &&
    a.row.gap === b.row.gap &&
    a.row.lost === b.row.lost &&
    a.row.joins === b.row.joins &&
    a.row.closes === b.row.closes,
)
