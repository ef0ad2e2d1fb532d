import { Avatar } from '../../components/avatar.tsx'
import { describeWhereabouts } from '../../components/describe-presence.ts'
import { useAccount, useAccountState, useClock } from '../../components/use-account.ts'
import { settingsWords } from '../../i18n/settings-words.ts'
import { MINUTE, type Timestamp } from '../../lib/time.ts'
import { type OwnPresenceSlice, presenceDue } from '../../state/own-presence.ts'
import { nameOf } from '../../state/roster.ts'
import type { SettingsSlice } from '../../state/settings.ts'
import type { Whereabouts } from '../../state/whereabouts.ts'
import { Icon } from '../../ui/icon.tsx'
import { Text } from '../../ui/text.tsx'

const text = settingsWords.presence

/** How long we are thought to be gone. */
const MINUTES = 20

/** Our own row in a contact's list, made of the very presence that would be out. */
export function PresencePreview() {
  const { jid } = useAccount()
  const own = useAccountState(state => state.own)
  const settings = useAccountState(state => state.settings)
  const name = useAccountState(state => nameOf(state.roster, jid))
  const minute = useClock(now => Math.floor(now / MINUTE)) * MINUTE
  const about = ourselves(own, settings, minute)
  const { short } = describeWhereabouts(about, minute)
  return (
    <section className="see" aria-label={text.contactsSee(MINUTES)}>
      <div className="cap" aria-hidden="true">
        <Icon name="eye" size={16} />
        {text.contactsSee(MINUTES)}
      </div>
      <div className="row">
        <Avatar jid={jid} name={name} about={about} />
        <span className="tx">
          <Text className="nm">{name}</Text>
          <span className="st">
            {short.lead}
            {short.live && <b>{short.live}</b>}
            {short.rest && (
              <>
                {' · '}
                <Text>{short.rest}</Text>
              </>
            )}
          </span>
        </span>
        <span className="gut" />
      </div>
    </section>
  )
}

function ourselves(own: OwnPresenceSlice, settings: SettingsSlice, now: Timestamp): Whereabouts {
  const due = presenceDue({ own, settings }, { lastInput: now - MINUTES * MINUTE, now })
  const common = { live: true, typing: false }
  if (!due) return { ...common, state: 'offline' }
  const { availability, status, idleSince } = due
  // They see away begin when it is sent.
  const isAutoAway = availability !== own.availability && settings.awayAfterMinutes !== 'off'
  const since = isAutoAway ? now - (MINUTES - Number(settings.awayAfterMinutes)) * MINUTE : undefined
  return {
    ...common,
    state: 'here',
    availability,
    ...(status ? { status } : {}),
    ...(idleSince === undefined ? {} : { idleSince }),
    ...(since === undefined ? {} : { since }),
  }
}
