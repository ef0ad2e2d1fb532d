import { useState } from 'react'
import { changeSettings } from '../../account/actions/settings.ts'
import { canWatchSystem, mayWatchSystem } from '../../account/background/system-idle.ts'
import { ActionAlert } from '../../components/action-alert.tsx'
import { useAccount, useAccountState } from '../../components/use-account.ts'
import { settingsWords } from '../../i18n/settings-words.ts'
import { AT_SIGN_IN, AWAY_AFTER, IDLE_AFTER, type SettingsSlice } from '../../state/settings.ts'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { PresencePreview } from './presence-preview.tsx'

const text = settingsWords.presence

/** XEP-0319, XEP-0012, RFC 6121 §§3.1, 4.2: what others learn of us; each control holds at once. */
export function PresenceSettings() {
  const account = useAccount()
  const settings = useAccountState(state => state.settings)
  const change = (difference: Partial<SettingsSlice>) => changeSettings(account, difference)
  return (
    <>
      <PresencePreview />
      <section className="fs">
        <h3>{text.idle}</h3>
        <div className="list">
          <Switch
            label={text.shareIdle}
            hint={text.shareIdleHint}
            checked={settings.shareIdle}
            onChange={shareIdle => change({ shareIdle })}
          />
          <Minutes
            label={text.idleAfter}
            hint={settings.wholeDevice ? text.onDevice : text.inBrowser}
            choices={IDLE_AFTER}
            value={settings.idleAfterMinutes}
            isShared={settings.shareIdle}
            onChange={idleAfterMinutes => change({ idleAfterMinutes })}
          />
          <Minutes
            label={text.awayAfter}
            hint={text.awayHint}
            choices={AWAY_AFTER}
            value={settings.awayAfterMinutes}
            isShared={settings.shareIdle}
            onChange={awayAfterMinutes => change({ awayAfterMinutes })}
          />
          {canWatchSystem() && <WholeDevice />}
        </div>
      </section>
      <section className="fs">
        <h3>{text.signIn}</h3>
        <RadioGroup
          label={text.signIn}
          value={settings.atSignIn}
          onChange={atSignIn => change({ atSignIn })}
          className="opts"
          optionClassName="check"
          options={AT_SIGN_IN.map(value => ({
            value,
            label: text.atSignIn[value],
            ...(value === 'invisible' ? { description: text.invisibleHint } : {}),
            content: (
              <>
                <span className="dot" />
                <span>
                  {text.atSignIn[value]}
                  {value === 'invisible' && <span className="hint block">{text.invisibleHint}</span>}
                </span>
              </>
            ),
          }))}
        />
      </section>
      <section className="fs">
        <h3>{text.lastSeen}</h3>
        <div className="list">
          <Switch
            label={text.shareLastHere}
            hint={text.shareLastHereHint}
            checked={settings.shareLastHere}
            onChange={shareLastHere => change({ shareLastHere })}
          />
        </div>
      </section>
      <section className="fs">
        <h3>{text.requests}</h3>
        <div className="list">
          <Switch
            label={text.letContactsAsk}
            hint={text.letContactsAskHint}
            checked={settings.letContactsAsk}
            onChange={letContactsAsk => change({ letContactsAsk })}
          />
        </div>
      </section>
    </>
  )
}

type After = number | 'off'

/** Means nothing while nothing of idleness is shared: then it says so and cannot be changed. */
function Minutes<T extends After>(props: {
  readonly label: string
  readonly hint: string
  readonly choices: readonly T[]
  readonly value: T
  readonly isShared: boolean
  readonly onChange: (value: T) => void
}) {
  const { choices, isShared } = props
  return (
    <div className="it">
      <Select
        label={props.label}
        hint={isShared ? props.hint : text.notShared}
        small
        disabled={!isShared}
        value={String(props.value)}
        options={choices.map(choice => ({ value: String(choice), label: inWords(choice) }))}
        onChange={chosen => {
          const choice = choices.find(one => String(one) === chosen)
          if (choice !== undefined) props.onChange(choice)
        }}
      />
    </div>
  )
}

const inWords = (after: After) => (after === 'off' ? text.never : text.minutes(after))

/** Only a click may ask for the browser's permission. */
function WholeDevice() {
  const account = useAccount()
  const checked = useAccountState(state => state.settings.wholeDevice)
  const isShared = useAccountState(state => state.settings.shareIdle)
  const [problem, setProblem] = useState<string>()

  async function set(isWanted: boolean) {
    const isAllowed = !isWanted || (await mayWatchSystem())
    setProblem(isAllowed ? undefined : text.wholeDeviceRefused)
    if (isAllowed) changeSettings(account, { wholeDevice: isWanted })
  }

  return (
    <div>
      <Switch
        label={text.wholeDevice}
        hint={text.wholeDeviceHint}
        checked={checked}
        unavailable={isShared ? undefined : text.notShared}
        onChange={isWanted => void set(isWanted)}
      />
      <ActionAlert>{problem}</ActionAlert>
    </div>
  )
}
