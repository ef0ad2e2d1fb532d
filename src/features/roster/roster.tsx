import { type ReactNode, useMemo, useRef, useState } from 'react'
import { ContactMenu } from '../../components/lazy-contact-menu.tsx'
import { useAccountState } from '../../components/use-account.ts'
import { words } from '../../i18n/words.ts'
import type { BareJid } from '../../xmpp/jid.ts'
import './roster.css'
import { LoadingContacts, NoContacts, NoMatch } from './roster-blank.tsx'
import { RosterSearch } from './roster-search.tsx'
import { type MenuPlace, RosterTree } from './roster-tree.tsx'
import { type RosterQuestionState, useRoster } from './use-roster.ts'

export interface RosterProps {
  /** Whose conversation is open. */
  readonly selected: BareJid | undefined
  /** Who gets the focus when the list comes back. */
  readonly cameFrom?: BareJid | undefined
  readonly onOpen: (jid: BareJid) => void
  readonly onDetails: (jid: BareJid) => void
  /** "Add contact" where a search found nobody; gets what was typed. */
  readonly onAddContact: (typed: string) => void
  /** What stands above the groups: people who ask to see us. */
  readonly requests?: ReactNode
}

/** Search, filters and the contacts by group. */
export function Roster({ selected, cameFrom, onOpen, onDetails, onAddContact, requests }: RosterProps) {
  const [question, setQuestion] = useState<RosterQuestionState>({ filter: 'all', search: '' })
  const { keeper, list } = useRoster(question)
  const [menu, setMenu] = useState<{ readonly jid: BareJid; readonly place: MenuPlace }>()
  const isKnown = useAccountState(state => state.roster.known)
  const scroller = useRef<HTMLElement>(null)
  const isEmpty = isKnown && list.counts.all === 0
  const isFiltered = question.filter !== 'all' || question.search.trim() !== ''
  const groups = useMemo(
    () => (isFiltered ? list.groups.filter(group => group.jids.length > 0) : list.groups),
    [list.groups, isFiltered],
  )

  function focusTree() {
    scroller.current?.querySelector<HTMLElement>('[role=tree] [tabindex="0"]')?.focus()
  }

  function closeMenu() {
    setMenu(undefined)
    // Whoever was removed cannot take the focus back.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) focusTree()
    })
  }

  return (
    <>
      <RosterSearch
        question={question}
        counts={list.counts}
        onChange={setQuestion}
        onDown={focusTree}
        searchOnly={isEmpty || !isKnown || (groups.length === 0 && question.search !== '')}
      />
      <nav
        className="scroll"
        aria-label={words.roster.contacts}
        tabIndex={-1}
        ref={scroller}
        onPointerEnter={() => keeper.busy('pointer')}
        onPointerLeave={() => keeper.free('pointer')}
        // The focus that comes from nowhere, after signing in, is nobody at the list; the first key is.
        onFocus={event => event.relatedTarget && keeper.busy('focus')}
        onKeyDown={() => keeper.busy('focus')}
        onBlur={() => keeper.free('focus')}
      >
        {isKnown && requests}
        {!isKnown && list.counts.all === 0 && <LoadingContacts />}
        {isEmpty && question.search === '' && <NoContacts />}
        {groups.length === 0 && isFiltered && isKnown && (!isEmpty || question.search !== '') && (
          <NoMatch
            search={question.search.trim()}
            filter={question.filter}
            onAdd={() => onAddContact(question.search.trim())}
          />
        )}
        {groups.length > 0 && (
          <RosterTree
            groups={groups}
            selected={selected}
            cameFrom={cameFrom}
            scroller={scroller}
            onOpen={onOpen}
            onDetails={onDetails}
            onMenu={(jid, place) => setMenu({ jid, place })}
          />
        )}
      </nav>
      {menu && (
        <ContactMenu
          key={menu.jid}
          jid={menu.jid}
          anchor={menu.place.anchor}
          returnFocus={menu.place.returnFocus}
          onOpen={onOpen}
          onDetails={onDetails}
          onClose={closeMenu}
        />
      )}
    </>
  )
}
