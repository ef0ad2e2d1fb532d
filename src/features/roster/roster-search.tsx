import { type KeyboardEvent, useRef } from 'react'
import { Glyph } from '../../components/glyph.tsx'
import { words } from '../../i18n/words.ts'
import type { RosterFilter, RosterList } from '../../state/roster-list.ts'
import { IconButton, withheld } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import type { RosterQuestionState } from './use-roster.ts'

const text = words.roster
const FILTERS: readonly RosterFilter[] = ['all', 'here', 'away', 'out', 'unread']
const GLYPHS = { here: 'available', away: 'away', out: 'ooo' } as const

interface RosterSearchProps {
  readonly question: RosterQuestionState
  readonly counts: RosterList['counts']
  readonly onChange: (question: RosterQuestionState) => void
  /** The arrow from the box into the list. */
  readonly onDown: () => void
  /** Nobody to filter yet. */
  readonly searchOnly: boolean
}

export function RosterSearch({ question, counts, onChange, onDown, searchOnly }: RosterSearchProps) {
  const box = useRef<HTMLInputElement>(null)

  function search(text: string) {
    onChange({ ...question, search: text })
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && question.search !== '') {
      event.preventDefault()
      event.stopPropagation()
      search('')
    } else if (event.key === 'ArrowDown') {
      event.preventDefault()
      onDown()
    }
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is too young for the browsers we serve.
    <div role="search" aria-label={text.search}>
      <div className="find">
        <Icon name="search" />
        <input
          className="input"
          type="search"
          aria-label={text.searchBox}
          placeholder={text.placeholder}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          ref={box}
          value={question.search}
          onChange={event => search(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {question.search === '' ? (
          <button type="button" className="k" aria-label={text.palette} {...withheld(words.common.notYet)}>
            <kbd>Ctrl</kbd>
            <kbd>K</kbd>
          </button>
        ) : (
          <IconButton
            className="clear"
            small
            icon="x"
            iconSize={16}
            label={text.clearSearch}
            onClick={() => {
              search('')
              box.current?.focus()
            }}
          />
        )}
      </div>
      {!searchOnly && (
        <RadioGroup
          className="seg"
          label={text.show}
          value={question.filter}
          onChange={filter => onChange({ ...question, filter })}
          options={FILTERS.map(filter => ({
            value: filter,
            label: text.filters[filter].name(counts[filter]),
            content: <FilterFace filter={filter} count={counts[filter]} />,
          }))}
        />
      )}
    </div>
  )
}

function FilterFace({ filter, count }: { readonly filter: RosterFilter; readonly count: number }) {
  const glyph = filter in GLYPHS ? GLYPHS[filter as keyof typeof GLYPHS] : undefined
  return (
    <>
      {glyph && <Glyph kind={glyph} size={12} />}
      <span>{text.filters[filter].short}</span>
      {filter !== 'all' && <span className="num">{count}</span>}
    </>
  )
}
