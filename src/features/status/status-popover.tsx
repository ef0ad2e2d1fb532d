import { useState } from 'react'
import { setOwnPresence } from '../../account/actions/own-presence.ts'
import { Glyph } from '../../components/glyph.tsx'
import { useAccount, useAccountState } from '../../components/use-account.ts'
import { words } from '../../i18n/words.ts'
import { maySeeUs } from '../../state/roster.ts'
import { withheld } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Popover } from '../../ui/popover.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { Text } from '../../ui/text.tsx'
import type { Availability } from '../../xmpp/presence.ts'

const text = words.status
const choices = ['available', 'chat', 'away', 'xa', 'dnd'] as const satisfies readonly Availability[]

/** RFC 6121 sets no bound to a status; this is as much as anybody's list shows. */
const LONGEST_STATUS = 500

interface StatusPopoverProps {
  readonly anchor: Element | null
  /** To the settings of what contacts see. */
  readonly onSharing: () => void
  readonly onClose: () => void
}

/** "Your status": a choice holds at once, the message when it is done. */
export function StatusPopover({ anchor, onSharing, onClose }: StatusPopoverProps) {
  const account = useAccount()
  const own = useAccountState(state => state.own)
  const [draft, setDraft] = useState(own.status)

  const status = draft.trim()

  function choose(availability: Availability) {
    if (availability !== own.availability || status !== own.status || own.hidden)
      setOwnPresence(account, { availability, status })
  }
  /** A message alone does not show whom nobody sees. */
  function keepMessage() {
    const { availability, hidden } = own
    if (status !== own.status) setOwnPresence(account, { availability, status, ...(hidden && { hidden }) })
  }
  function close() {
    keepMessage()
    onClose()
  }

  return (
    <Popover label={text.dialog} anchor={anchor} onClose={close}>
      <RadioGroup
        label={text.availability}
        value={own.hidden ? undefined : own.availability}
        onChange={choose}
        className="grid"
        optionClassName="mi"
        options={choices.map(value => ({
          value,
          content: (
            <>
              <Glyph kind={value} size={16} />
              <span>{text.availabilities[value]}</span>
              {value === own.availability && !own.hidden ? <Icon name="check" size={16} /> : <span />}
            </>
          ),
        }))}
      />
      <form
        className="px-1 pt-2 pb-1"
        onSubmit={event => {
          event.preventDefault()
          close()
        }}
      >
        <input
          className="input"
          aria-label={text.message}
          placeholder={text.messagePlaceholder}
          maxLength={LONGEST_STATUS}
          dir="auto"
          value={draft}
          onChange={event => setDraft(event.target.value)}
          onBlur={keepMessage}
        />
      </form>
      <div className="hr" />
      <Preview availability={own.availability} message={status} hidden={own.hidden === true} />
      <div className="hr" />
      <div className="grid">
        <button type="button" className="mi" {...withheld(words.common.notYet)}>
          <Icon name="calendar" />
          <span>{text.setOutOfOffice}</span>
        </button>
        <button
          type="button"
          className="mi"
          onClick={() => {
            close()
            onSharing()
          }}
        >
          <Icon name="eye" />
          <span>{text.changeWhatContactsSee}</span>
        </button>
      </div>
    </Popover>
  )
}

/** The row that contacts get of us. */
function Preview({
  availability,
  message,
  hidden,
}: {
  readonly availability: Availability
  readonly message: string
  readonly hidden: boolean
}) {
  const seen = useAccountState(state =>
    [...state.roster.items.keys()].some(jid => maySeeUs(state.roster, jid)),
  )
  return (
    <div className="px-2.5 pb-2">
      <div className="text-xs/4 font-[550] text-ink-3">{text.contactsSee}</div>
      <ul aria-label={text.contactsSee} className="grid gap-1.5 py-1 text-sm/5">
        {hidden ? (
          <PreviewLine icon={<Glyph kind="offline" size={16} />}>{text.hiddenSees}</PreviewLine>
        ) : seen ? (
          <>
            <PreviewLine icon={<Glyph kind={availability} size={16} />}>
              <Text>{text.seesAvailability(text.availabilities[availability], message)}</Text>
            </PreviewLine>
            <PreviewLine icon={<Icon name="laptop" size={16} />}>{text.seesDevice}</PreviewLine>
            <PreviewLine icon={<Icon name="type" size={16} />}>{text.seesTyping}</PreviewLine>
          </>
        ) : (
          <PreviewLine icon={<Icon name="eye-off" size={16} />}>{text.nobodySees}</PreviewLine>
        )}
      </ul>
    </div>
  )
}

function PreviewLine({
  icon,
  children,
}: {
  readonly icon: React.ReactNode
  readonly children: React.ReactNode
}) {
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] items-baseline gap-2.5 [&>svg]:self-center">
      {icon}
      <span className="wrap-anywhere">{children}</span>
    </li>
  )
}
