import type { BareJid } from '../../xmpp/jid.ts'
import type { RosterLayout } from './roster-layout.ts'

/** An item of the tree: a group, or a contact in a group (who may be in several). */
export interface Cursor {
  readonly group: string
  readonly jid?: BareJid
}

/** Where it is: `row` −1 is the group itself. */
interface Position {
  readonly group: number
  readonly row: number
}

export function sameCursor(a: Cursor | undefined, b: Cursor | undefined): boolean {
  return a?.group === b?.group && a?.jid === b?.jid
}

function positionOf(layout: RosterLayout, cursor: Cursor): Position | undefined {
  const placed = layout.groups.find(({ group }) => group.name === cursor.group)
  if (!placed) return undefined
  if (cursor.jid === undefined) return { group: placed.index, row: -1 }
  const row = placed.isOpen ? placed.group.jids.indexOf(cursor.jid) : -1
  return row < 0 ? undefined : { group: placed.index, row }
}

function cursorAt(layout: RosterLayout, { group, row }: Position): Cursor | undefined {
  const placed = layout.groups[group]
  if (!placed) return undefined
  const jid = placed.group.jids[row]
  return jid === undefined ? { group: placed.group.name } : { group: placed.group.name, jid }
}

export function firstItem(layout: RosterLayout): Cursor | undefined {
  return cursorAt(layout, { group: 0, row: -1 })
}

export function lastItem(layout: RosterLayout): Cursor | undefined {
  const last = layout.groups.at(-1)
  return last && cursorAt(layout, { group: last.index, row: last.isOpen ? last.group.jids.length - 1 : -1 })
}

/** The item `step` (1 or −1) further on the screen; undefined at either end. */
export function neighbour(layout: RosterLayout, cursor: Cursor, step: -1 | 1): Cursor | undefined {
  const at = positionOf(layout, cursor)
  const placed = at && layout.groups[at.group]
  if (!at || !placed) return undefined
  const row = at.row + step
  const rows = placed.isOpen ? placed.group.jids.length : 0
  if (row >= -1 && row < rows) return cursorAt(layout, { group: at.group, row })
  if (step > 0) return cursorAt(layout, { group: at.group + 1, row: -1 })
  const above = layout.groups[at.group - 1]
  return (
    above && cursorAt(layout, { group: above.index, row: above.isOpen ? above.group.jids.length - 1 : -1 })
  )
}

export function isIn(layout: RosterLayout, cursor: Cursor): boolean {
  return positionOf(layout, cursor) !== undefined
}

/** The first place of a contact in the list. */
export function cursorOn(layout: RosterLayout, jid: BareJid | undefined): Cursor | undefined {
  if (jid === undefined) return undefined
  const home = layout.groups.find(({ group, isOpen }) => isOpen && group.jids.includes(jid))
  return home && { group: home.group.name, jid }
}

/** The one tab stop: the cursor while it is in the list, else the open contact, else the first contact. */
export function tabStop(
  layout: RosterLayout,
  cursor: Cursor | undefined,
  selected: BareJid | undefined,
): Cursor | undefined {
  if (cursor && isIn(layout, cursor)) return cursor
  const home = cursorOn(layout, selected)
  if (home) return home
  const first = layout.groups.find(({ group, isOpen }) => isOpen && group.jids.length > 0)
  const jid = first?.group.jids[0]
  return first && jid !== undefined ? { group: first.group.name, jid } : firstItem(layout)
}

/** Who takes the place of a contact that has left the list: whoever stands there now. */
export function successor(before: RosterLayout, layout: RosterLayout, gone: Cursor): Cursor | undefined {
  const at = positionOf(before, gone)
  const placed = layout.groups.find(({ group }) => group.name === gone.group)
  if (!at || !placed) return undefined
  return cursorAt(layout, { group: placed.index, row: Math.min(at.row, placed.group.jids.length - 1) })
}

/** Top and bottom in pixels from the top of the list. */
export function spanOf(layout: RosterLayout, cursor: Cursor): { from: number; to: number } | undefined {
  const at = positionOf(layout, cursor)
  const placed = at && layout.groups[at.group]
  if (!at || !placed) return undefined
  const { header, row } = layout.sizes
  if (at.row < 0) return { from: placed.top, to: placed.top + header }
  const from = placed.top + header + at.row * row
  return { from, to: from + row }
}

/** Type to find: the next item after the cursor whose name begins with the text; the cursor's own counts for longer texts. */
export function findByName(
  layout: RosterLayout,
  cursor: Cursor,
  text: string,
  nameOf: (cursor: Cursor) => string,
): Cursor | undefined {
  const items = layout.groups.flatMap(({ group, isOpen }) => [
    { group: group.name },
    ...(isOpen ? group.jids.map(jid => ({ group: group.name, jid })) : []),
  ])
  const at = items.findIndex(item => sameCursor(item, cursor))
  const from = text.length === 1 ? at + 1 : Math.max(0, at)
  const needle = text.toLocaleLowerCase()
  return [...items.slice(from), ...items.slice(0, from)].find(item =>
    nameOf(item).toLocaleLowerCase().startsWith(needle),
  )
}
