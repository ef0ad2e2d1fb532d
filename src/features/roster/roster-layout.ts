import type { RosterGroup } from '../../state/roster-list.ts'
import type { Span } from '../../ui/use-span.ts'

/** Fixed heights, in pixels: what is not drawn must be known. */
export interface RowSizes {
  readonly header: number
  readonly row: number
}

export const DESKTOP_SIZES: RowSizes = { header: 30, row: 48 }
export const PHONE_SIZES: RowSizes = { header: 34, row: 56 }

export interface PlacedGroup {
  readonly group: RosterGroup
  readonly index: number
  readonly top: number
  readonly height: number
  readonly isOpen: boolean
}

export interface RosterLayout {
  readonly groups: readonly PlacedGroup[]
  readonly height: number
  readonly sizes: RowSizes
}

export function layOut(
  groups: readonly RosterGroup[],
  closed: ReadonlySet<string>,
  sizes: RowSizes,
): RosterLayout {
  const placed: PlacedGroup[] = []
  let top = 0
  for (const [index, group] of groups.entries()) {
    const isOpen = !closed.has(group.name)
    const height = sizes.header + (isOpen ? group.jids.length * sizes.row : 0)
    placed.push({ group, index, top, height, isOpen })
    top += height
  }
  return { groups: placed, height: top, sizes }
}

/** The groups in sight, and the one named, wherever it is. */
export function groupsIn(layout: RosterLayout, span: Span, also: string | undefined): readonly PlacedGroup[] {
  return layout.groups.filter(
    ({ group, top, height }) => (top < span.to && top + height > span.from) || group.name === also,
  )
}

/** First and last + 1 of the group's rows in sight. */
export function rowsIn(placed: PlacedGroup, sizes: RowSizes, span: Span): { first: number; end: number } {
  if (!placed.isOpen) return { first: 0, end: 0 }
  const rowsTop = placed.top + sizes.header
  const { length } = placed.group.jids
  const first = Math.min(Math.max(0, Math.floor((span.from - rowsTop) / sizes.row)), length)
  const end = Math.min(Math.max(first, Math.ceil((span.to - rowsTop) / sizes.row)), length)
  return { first, end }
}
