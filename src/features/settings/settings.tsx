import './settings.css'
import { type ReactNode, useId, useState } from 'react'
import { settingsWords } from '../../i18n/settings-words.ts'
import { IconButton } from '../../ui/button.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { Modal } from '../../ui/modal.tsx'
import { AccountSettings } from './account-settings.tsx'
import { AppearanceSettings, type ThemeChoice } from './appearance-settings.tsx'
import { BlockedSettings } from './blocked-settings.tsx'
import { KeyboardSettings } from './keyboard-settings.tsx'
import { PresenceSettings } from './presence-settings.tsx'
import { SectionTabs } from './section-tabs.tsx'

const text = settingsWords

export type SectionId = 'account' | 'appearance' | 'blocked' | 'keyboard' | 'presence'

export interface SectionTab {
  readonly id: SectionId
  readonly label: string
  readonly icon: IconName
}

/** Sections that have something to set so far; each further one is a line here and its panel below. */
const groups: readonly { readonly label: string; readonly tabs: readonly SectionTab[] }[] = [
  { label: text.groups.you, tabs: [{ id: 'account', label: text.tabs.account, icon: 'user' }] },
  {
    label: text.groups.privacy,
    tabs: [
      { id: 'presence', label: text.tabs.presence, icon: 'clock' },
      { id: 'blocked', label: text.tabs.blocked, icon: 'block' },
    ],
  },
  {
    label: text.groups.app,
    tabs: [
      { id: 'appearance', label: text.tabs.appearance, icon: 'sun' },
      { id: 'keyboard', label: text.tabs.keyboard, icon: 'keyboard' },
    ],
  },
]

export interface SettingsProps {
  /** Phones show the list of sections first. */
  readonly isPhone: boolean
  /** Where to begin; the first section, or on phones the list of them, unless told. */
  readonly first?: SectionId | undefined
  readonly theme: ThemeChoice
  readonly onTheme: (theme: ThemeChoice) => void
  readonly onSignOut: () => Promise<void>
  readonly onClose: () => void
}

export function Settings({ isPhone, first, theme, onTheme, onSignOut, onClose }: SettingsProps) {
  const [chosen, setChosen] = useState<SectionId | undefined>(first ?? (isPhone ? undefined : 'account'))
  const headingId = useId()
  const section = chosen ?? 'account'
  const showsIndex = isPhone && chosen === undefined

  const panels: Record<SectionId, { readonly intro: string; readonly content: ReactNode }> = {
    account: { intro: text.account.intro, content: <AccountSettings onSignOut={onSignOut} /> },
    presence: { intro: text.presence.intro, content: <PresenceSettings /> },
    blocked: { intro: text.blocked.intro, content: <BlockedSettings /> },
    appearance: {
      intro: text.appearance.intro,
      content: <AppearanceSettings theme={theme} onTheme={onTheme} />,
    },
    keyboard: { intro: text.keyboard.intro, content: <KeyboardSettings /> },
  }
  const panel = panels[section]
  return (
    <Modal labelledBy={headingId} className={`set ${showsIndex ? 'idx' : ''}`} onClose={onClose}>
      <div className="nav">
        <div className="flex justify-between">
          <h2 id={headingId}>{text.title}</h2>
          {isPhone && <IconButton label={text.close} icon="x" onClick={onClose} />}
        </div>
        <SectionTabs
          groups={groups}
          chosen={section}
          onChoose={setChosen}
          isPhone={isPhone}
          hasPanel={!showsIndex}
        />
      </div>
      {!showsIndex && (
        <div className="body" role="tabpanel" id={`panel-${section}`} aria-labelledby={`tab-${section}`}>
          <div className="bhd">
            <div className="flex items-start gap-1">
              {isPhone && (
                <IconButton
                  className="-ms-2 -mt-0.5"
                  label={text.back}
                  icon="left"
                  data-autofocus
                  onClick={() => setChosen(undefined)}
                />
              )}
              <div>
                <h3>{text.tabs[section]}</h3>
                <p>{panel.intro}</p>
              </div>
            </div>
            <IconButton label={text.close} icon="x" onClick={onClose} />
          </div>
          <div className="bd">{panel.content}</div>
        </div>
      )}
    </Modal>
  )
}
