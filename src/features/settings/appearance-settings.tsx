import { settingsWords } from '../../i18n/settings-words.ts'
import { Icon } from '../../ui/icon.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'

const text = settingsWords.appearance

export type ThemeChoice = 'dark' | 'light' | 'system'
const themes = ['system', 'light', 'dark'] as const satisfies readonly ThemeChoice[]

interface AppearanceSettingsProps {
  readonly theme: ThemeChoice
  readonly onTheme: (theme: ThemeChoice) => void
}

export function AppearanceSettings({ theme, onTheme }: AppearanceSettingsProps) {
  return (
    <section className="fs">
      <h4>{text.theme}</h4>
      <RadioGroup
        label={text.theme}
        value={theme}
        onChange={onTheme}
        className="g3"
        optionClassName="thm"
        options={themes.map(value => ({
          value,
          content: (
            <>
              <ThemePicture theme={value} />
              <span className="flex items-center gap-2">
                <span className="dot2">{value === theme && <Icon name="check" size={14} />}</span>
                {text.themes[value]}
              </span>
            </>
          ),
        }))}
      />
    </section>
  )
}

function ThemePicture({ theme }: { readonly theme: ThemeChoice }) {
  return (
    <span className={`pv ${theme === 'system' ? 'half' : theme}`} aria-hidden="true">
      {theme !== 'dark' && <Sketch />}
      {theme !== 'light' && <Sketch dark />}
    </span>
  )
}

function Sketch({ dark = false }: { readonly dark?: boolean }) {
  return (
    <span className={dark ? 'dk' : ''}>
      <i />
      <b />
      <b />
    </span>
  )
}
