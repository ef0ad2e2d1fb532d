import type { RosterGroup, RosterList } from '../../state/roster-list.ts'
import type { BareJid } from '../../xmpp/jid.ts'

/**
 * `fresh` in the order of `shown`: nobody moves, newcomers come in behind their predecessors. Who no longer passes the
 * filter stays until the list is sorted anew, as long as `belongs` says that the contact is in the group at all.
 */
export function heldOrder(
  shown: RosterList,
  fresh: RosterList,
  belongs: (group: string, jid: BareJid) => boolean,
): RosterList {
  const before = new Map(shown.groups.map(group => [group.name, group]))
  const groups = fresh.groups.map(group => {
    const old = before.get(group.name)
    return old ? heldGroup(old, group, belongs) : group
  })
  return sameList(shown, { counts: fresh.counts, groups })
}

function heldGroup(
  old: RosterGroup,
  fresh: RosterGroup,
  belongs: (group: string, jid: BareJid) => boolean,
): RosterGroup {
  if (sameItems(old.jids, fresh.jids)) return sameGroup(old, { ...fresh, jids: old.jids })
  const passing = new Set(fresh.jids)
  const kept = old.jids.filter(jid => passing.has(jid) || belongs(fresh.name, jid))
  return sameGroup(old, { ...fresh, jids: withNewcomers(kept, fresh.jids) })
}

function withNewcomers(kept: readonly BareJid[], fresh: readonly BareJid[]): readonly BareJid[] {
  const there = new Set(kept)
  const newcomers = new Map<BareJid | undefined, BareJid[]>()
  let predecessor: BareJid | undefined
  for (const jid of fresh) {
    if (there.has(jid)) predecessor = jid
    else {
      const list = newcomers.get(predecessor)
      if (list) list.push(jid)
      else newcomers.set(predecessor, [jid])
    }
  }
  if (newcomers.size === 0) return kept
  const behind = (jid: BareJid | undefined) => newcomers.get(jid) ?? []
  return [...behind(undefined), ...kept.flatMap(jid => [jid, ...behind(jid)])]
}

/** `next`, with everything of `before` that says the same: equal answers are identical. */
export function sameList(before: RosterList, next: RosterList): RosterList {
  const old = new Map(before.groups.map(group => [group.name, group]))
  const groups = next.groups.map(group => sameGroup(old.get(group.name), group))
  const sameGroups = sameItems(before.groups, groups)
  const keys = Object.keys(next.counts) as (keyof RosterList['counts'])[]
  const sameCounts = keys.every(key => before.counts[key] === next.counts[key])
  if (sameGroups && sameCounts) return before
  return {
    groups: sameGroups ? before.groups : groups,
    counts: sameCounts ? before.counts : next.counts,
  }
}

function sameGroup(before: RosterGroup | undefined, next: RosterGroup): RosterGroup {
  if (!before) return next
  const jids = sameItems(before.jids, next.jids) ? before.jids : next.jids
  const isSame = jids === before.jids && before.here === next.here && before.total === next.total
  return isSame ? before : { ...next, jids }
}

/** Whether two lists show the same contacts in the same places. */
export function sameOrder(a: RosterList, b: RosterList): boolean {
  return (
    a.groups.length === b.groups.length &&
    a.groups.every((group, i) => {
      const other = b.groups[i]
      return other !== undefined && other.name === group.name && sameItems(group.jids, other.jids)
    })
  )
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => item === b[i]))
}
