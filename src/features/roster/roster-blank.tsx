import { useEffect, useState } from 'react'
import { words } from '../../i18n/words.ts'
import type { RosterFilter } from '../../state/roster-list.ts'
import { Button } from '../../ui/button.tsx'
import { Text } from '../../ui/text.tsx'

const text = words.roster

export function NoContacts() {
  return (
    <div className="empty roster-empty">
      <p>
        {text.empty} {text.emptyHint}
      </p>
    </div>
  )
}

/** Nothing to show for this search, or on this filter. */
export function NoMatch({
  search,
  filter,
  onAdd,
}: {
  readonly search: string
  readonly filter: RosterFilter
  readonly onAdd: () => void
}) {
  return (
    <div className="empty roster-empty">
      <div role="status" className="contents">
        {search === '' ? (
          <h2>{text.nobody[filter]}</h2>
        ) : (
          <h2>
            <Text>{text.noMatch(search)}</Text>
          </h2>
        )}
      </div>
      <p>{search === '' ? text.nobodyHint : text.noMatchHint}</p>
      {search !== '' && (
        <Button className="mt-2" icon="plus" onClick={onAdd}>
          {text.addContact}
        </Button>
      )}
    </div>
  )
}

/** Rows to come. Not at once: what arrives within a moment must not flicker. */
export function LoadingContacts() {
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 150)
    return () => clearTimeout(timer)
  }, [])
  if (!isShown) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: nothing to fill in here.
    <div role="group" aria-label={text.loading} aria-busy="true">
      {[60, 44, 52, 68, 48, 56].map(width => (
        <div className="row" key={width} aria-hidden="true">
          <span className="av">
            <span className="face sk-face" />
          </span>
          <span className="grid gap-2">
            <span className="sk" style={{ width: `${width}%` }} />
            <span className="sk" style={{ width: `${width - 18}%` }} />
          </span>
        </div>
      ))}
    </div>
  )
}
