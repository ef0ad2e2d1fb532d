import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useAccount } from '../../components/use-account.ts'
import { words } from '../../i18n/words.ts'
import { nameOf } from '../../state/roster.ts'
import type { RosterGroup } from '../../state/roster-list.ts'
import { useIsPhone } from '../../ui/media.ts'
import { useSpan } from '../../ui/use-span.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import { groupLabel } from './group-label.ts'
import { type Cursor, cursorOn, isIn, sameCursor, spanOf, successor, tabStop } from './roster-cursor.ts'
import { RosterGroupItem } from './roster-group.tsx'
import { DESKTOP_SIZES, groupsIn, layOut, PHONE_SIZES, type RosterLayout } from './roster-layout.ts'
import { type TreeCommand, useTreeKeys } from './use-tree-keys.ts'

export interface RosterTreeProps {
  readonly groups: readonly RosterGroup[]
  readonly selected: BareJid | undefined
  /** Who gets the focus when the list comes back. */
  readonly cameFrom: BareJid | undefined
  readonly scroller: RefObject<HTMLElement | null>
  readonly onOpen: (jid: BareJid) => void
  readonly onDetails: (jid: BareJid) => void
  readonly onMenu: (jid: BareJid, at: MenuPlace) => void
}

export interface MenuPlace {
  readonly anchor: Element | { readonly x: number; readonly y: number }
  readonly returnFocus: HTMLElement
}

/** The contacts by group (WAI-ARIA tree): one tab stop, arrows move, and only what is in sight is in the page. */
export function RosterTree(props: RosterTreeProps) {
  const { groups, selected, cameFrom, scroller, onOpen, onDetails, onMenu } = props
  const { store } = useAccount()
  const tree = useRef<HTMLDivElement>(null)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const sizes = useIsPhone() ? PHONE_SIZES : DESKTOP_SIZES
  const layout = useMemo(() => layOut(groups, closed, sizes), [groups, closed, sizes])
  const span = useSpan(scroller, tree)
  const [cursor, setCursor] = useCursor(layout, cameFrom, selected)
  const stop = tabStop(layout, cursor, selected)
  const focus = useFocus(tree, scroller, layout, stop, cameFrom !== undefined)

  function moveTo(next: Cursor | undefined) {
    if (!next) return
    setCursor(next)
    focus.request(next)
  }

  function toggle(group: string, open: boolean) {
    const next = new Set(closed)
    if (open) next.delete(group)
    else next.add(group)
    setClosed(next)
    moveTo({ group })
  }

  function act(command: TreeCommand, item: HTMLElement) {
    if (command.kind === 'move') moveTo(command.to)
    else if (command.kind === 'toggle') toggle(command.group, command.open)
    else if (command.kind === 'open') onOpen(command.jid)
    else if (command.kind === 'details') onDetails(command.jid)
    else onMenu(command.jid, { anchor: item, returnFocus: item })
  }

  const cursorName = (at: Cursor) =>
    at.jid === undefined ? groupLabel(at.group) : nameOf(store.getState().roster, at.jid)
  const commandOf = useTreeKeys(layout, cursorName)

  function onKeyDown(event: KeyboardEvent) {
    const item = itemOf(event.target)
    const at = item && cursorOf(item)
    const command = at && commandOf(event, at)
    if (!item || !command) return
    event.preventDefault()
    act(command, item)
  }

  function onClick(event: MouseEvent) {
    const item = itemOf(event.target)
    const at = item && cursorOf(item)
    if (!at) return
    if (at.jid === undefined) toggle(at.group, closed.has(at.group))
    else {
      setCursor(at)
      onOpen(at.jid)
    }
  }

  function onContextMenu(event: MouseEvent) {
    const item = itemOf(event.target)
    const at = item && cursorOf(item)
    if (!item || at?.jid === undefined) return
    event.preventDefault()
    setCursor(at)
    // A menu key reports no place worth the name.
    const isPointed = event.button === 2
    onMenu(at.jid, { anchor: isPointed ? { x: event.clientX, y: event.clientY } : item, returnFocus: item })
  }

  return (
    <div
      role="tree"
      aria-label={words.roster.contacts}
      className="tree"
      ref={tree}
      style={{ height: layout.height }}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onContextMenu={onContextMenu}
      onFocus={event => {
        const item = itemOf(event.target)
        if (item && !sameCursor(cursor, cursorOf(item))) setCursor(cursorOf(item))
      }}
      onBlur={focus.lost}
    >
      {groupsIn(layout, span, stop?.group).map(placed => (
        <RosterGroupItem
          key={placed.group.name}
          placed={placed}
          of={layout.groups.length}
          sizes={sizes}
          span={span}
          selected={selected}
          tabStop={stop?.group === placed.group.name ? stop : undefined}
        />
      ))}
    </div>
  )
}

/** Where the keyboard is, else at the open contact; when that one leaves the list, at whoever takes its place. */
function useCursor(layout: RosterLayout, first: BareJid | undefined, selected: BareJid | undefined) {
  const [state, setState] = useState<{ readonly cursor?: Cursor | undefined; readonly layout: RosterLayout }>(
    () => ({ layout, cursor: cursorOn(layout, first) }),
  )
  let { cursor } = state
  if (state.layout !== layout) {
    const stop = cursor ?? cursorOn(state.layout, selected)
    if (stop && !isIn(layout, stop)) cursor = successor(state.layout, layout, stop)
    setState({ cursor, layout })
  }
  return [cursor, (next: Cursor | undefined) => setState({ cursor: next, layout })] as const
}

/** Brings the focus to where the keyboard goes; keeps it in the tree when the focused row has gone. */
function useFocus(
  tree: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
  layout: RosterLayout,
  stop: Cursor | undefined,
  /** True: the list comes back with the focus in it. */
  isWanted: boolean,
) {
  const wanted = useRef<Cursor | undefined>(isWanted ? stop : undefined)
  const isHere = useRef(false)

  useEffect(() => {
    // React does not tell of the focus that a closing dialog gives back.
    const gained = () => {
      isHere.current = true
    }
    const element = tree.current
    element?.addEventListener('focusin', gained)
    return () => element?.removeEventListener('focusin', gained)
  }, [tree])

  function settle() {
    // React removes a row without telling that it lost the focus.
    if (isHere.current && document.activeElement === document.body) wanted.current ??= stop
    const target = wanted.current
    const place = target && spanOf(layout, target)
    if (!target || !place || !tree.current || !scroller.current) return
    const items = [...tree.current.querySelectorAll<HTMLElement>('[role=treeitem]')]
    const item = items.find(element => sameCursor(cursorOf(element), target))
    if (!item) return
    wanted.current = undefined
    item.focus({ preventScroll: true })
    scrollTo(scroller.current, tree.current, place)
  }
  useLayoutEffect(settle)
  // When the list comes back, what scrolls is known only now.
  useEffect(settle)

  useEffect(
    () => () => {
      // The last contact has left: what is left is the place of the list.
      if (isHere.current && document.activeElement === document.body) scroller.current?.focus()
    },
    [scroller],
  )

  return {
    request: (cursor: Cursor) => {
      wanted.current = cursor
    },
    lost: () => {
      isHere.current = false
    },
  }
}

function scrollTo(scroller: HTMLElement, tree: HTMLElement, place: { from: number; to: number }) {
  const offset = tree.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
  if (place.from + offset < scroller.scrollTop) scroller.scrollTop = place.from + offset
  else if (place.to + offset > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = place.to + offset - scroller.clientHeight
  }
}

function itemOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[role=treeitem]') : null
}

function cursorOf(item: HTMLElement): Cursor {
  const group = item.closest<HTMLElement>('[data-group]')?.dataset['groupName'] ?? ''
  const jid = item.dataset['jid'] as BareJid | undefined
  return jid === undefined ? { group } : { group, jid }
}
