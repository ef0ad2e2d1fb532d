import { type KeyboardEvent, useRef } from 'react'
import { settingsWords } from '../../i18n/settings-words.ts'
import { Icon } from '../../ui/icon.tsx'
import type { SectionId, SectionTab } from './settings.tsx'

interface SectionTabsProps {
  readonly groups: readonly { readonly label: string; readonly tabs: readonly SectionTab[] }[]
  readonly chosen: SectionId
  readonly onChoose: (section: SectionId) => void
  readonly isPhone: boolean
  /** The panel of the chosen one is there too. */
  readonly hasPanel: boolean
}

/** Vertical tabs (WAI-ARIA): one tab stop, arrow keys move, and choose at once where the panel stands beside. */
export function SectionTabs({ groups, chosen, onChoose, isPhone, hasPanel }: SectionTabsProps) {
  const list = useRef<HTMLDivElement>(null)

  function onKeyDown(event: KeyboardEvent) {
    const tabs = [...(list.current?.querySelectorAll<HTMLElement>('[role=tab]') ?? [])]
    const at = tabs.indexOf(document.activeElement as HTMLElement)
    const targets: Record<string, HTMLElement | undefined> = {
      ArrowDown: tabs[(at + 1) % tabs.length],
      ArrowUp: tabs.at(at - 1),
      Home: tabs[0],
      End: tabs.at(-1),
    }
    const target = targets[event.key]
    if (!target) return
    event.preventDefault()
    target.focus()
    if (!isPhone) target.click()
  }

  return (
    <div
      role="tablist"
      aria-orientation="vertical"
      aria-label={settingsWords.sections}
      className="grid gap-0.5"
      ref={list}
      onKeyDown={onKeyDown}
    >
      {groups.map(group => (
        <div key={group.label} role="presentation" className="grid gap-0.5">
          <div className="cap" role="presentation">
            {group.label}
          </div>
          {group.tabs.map(tab => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`tab-${tab.id}`}
              {...(tab.id === chosen && hasPanel ? { 'aria-controls': `panel-${tab.id}` } : {})}
              aria-selected={tab.id === chosen}
              tabIndex={tab.id === chosen ? 0 : -1}
              {...(tab.id === chosen ? { 'data-autofocus': '' } : {})}
              onClick={() => onChoose(tab.id)}
            >
              <Icon name={tab.icon} />
              <span>{tab.label}</span>
              {isPhone && <Icon name="right" />}
            </button>
          ))}
        </div>
      ))}
    </div>
  )
}
