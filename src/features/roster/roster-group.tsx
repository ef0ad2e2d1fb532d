import { momentInWords } from '../../components/describe-time.ts'
import { useAccountState, useClock } from '../../components/use-account.ts'
import { words } from '../../i18n/words.ts'
import { isOnline, lastKnownAt } from '../../state/connection.ts'
import { Icon } from '../../ui/icon.tsx'
import { Text } from '../../ui/text.tsx'
import type { Span } from '../../ui/use-span.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import { ContactRow } from './contact-row.tsx'
import { groupLabel } from './group-label.ts'
import { type PlacedGroup, type RowSizes, rowsIn } from './roster-layout.ts'

const text = words.roster

interface RosterGroupProps {
  readonly placed: PlacedGroup
  readonly of: number
  readonly sizes: RowSizes
  readonly span: Span
  readonly selected: BareJid | undefined
  /** The tab stop of the tree, if it is in here; `jid` undefined = the group itself. */
  readonly tabStop: { readonly jid?: BareJid } | undefined
}

/** A group and those of its contacts that are in sight. */
export function RosterGroupItem({ placed, of, sizes, span, selected, tabStop }: RosterGroupProps) {
  const { group, isOpen } = placed
  const summary = useSummary(group.here, group.total)
  const name = groupLabel(group.name)
  return (
    <div
      role="treeitem"
      aria-level={1}
      aria-expanded={isOpen}
      aria-posinset={placed.index + 1}
      aria-setsize={of}
      aria-label={text.group(name, summary)}
      tabIndex={tabStop && tabStop.jid === undefined ? 0 : -1}
      className="branch"
      style={{ top: placed.top, height: placed.height }}
      data-group={name}
      data-group-name={group.name}
    >
      <div className="grp" aria-hidden="true">
        <Icon name={isOpen ? 'down' : 'right'} size={14} />
        <Text className="min-w-0 truncate">{name}</Text>
        <span className="sum">{summary}</span>
      </div>
      {isOpen && (
        // biome-ignore lint/a11y/useSemanticElements: a group of tree items, not of form fields.
        <div role="group" className="twigs" style={{ height: group.jids.length * sizes.row }}>
          {drawn(placed, sizes, span, tabStop?.jid).map(row => {
            const jid = group.jids[row]
            return (
              jid !== undefined && (
                <ContactRow
                  key={jid}
                  jid={jid}
                  top={row * sizes.row}
                  isSelected={jid === selected}
                  isTabStop={jid === tabStop?.jid}
                  position={row + 1}
                  of={group.jids.length}
                  avatarSize={sizes.row === 48 ? 36 : 40}
                />
              )
            )
          })}
        </div>
      )}
    </div>
  )
}

/** The rows in sight, and the tab stop wherever it is: it must not lose the focus by being scrolled away. */
function drawn(placed: PlacedGroup, sizes: RowSizes, span: Span, tabStop: BareJid | undefined): number[] {
  const { first, end } = rowsIn(placed, sizes, span)
  const rows = Array.from({ length: end - first }, (_, i) => first + i)
  const stop = tabStop === undefined ? -1 : placed.group.jids.indexOf(tabStop)
  if (stop >= end) rows.push(stop)
  else if (stop >= 0 && stop < first) rows.unshift(stop)
  return rows
}

/** "3 of 6 here", or how old it all is. */
function useSummary(here: number, total: number): string {
  const connection = useAccountState(state => state.connection)
  const asOf = lastKnownAt(connection)
  return useClock(now => {
    if (isOnline(connection)) return text.here(here, total)
    return asOf === undefined ? '' : words.presence.asOf(momentInWords(asOf, now))
  })
}
