import { useState } from 'react'
import { unblockContact } from '../../account/actions/contacts.ts'
import { setMuted } from '../../account/actions/conversations.ts'
import { ActionAlert } from '../../components/action-alert.tsx'
import { BlockDialog } from '../../components/block-dialog.tsx'
import { RemoveDialog } from '../../components/remove-dialog.tsx'
import { RenameDialog } from '../../components/rename-dialog.tsx'
import { useAccount, useAnswer } from '../../components/use-account.ts'
import { useAction } from '../../components/use-action.ts'
import { contactWords } from '../../i18n/contact-words.ts'
import { conversationOf } from '../../state/conversations.ts'
import { nameOf, shortNameOf } from '../../state/roster.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { useNotify } from '../../ui/notices.tsx'
import { type BareJid, domainOf } from '../../xmpp/jid.ts'
import './contact.css'

const text = contactWords.menu

interface ContactDutiesProps {
  readonly jid: BareJid
  readonly onRemoved: () => void
}

/** What can be done about a contact, at the foot of the panel. */
export function ContactDuties({ jid, onRemoved }: ContactDutiesProps) {
  const account = useAccount()
  const notify = useNotify()
  const action = useAction()
  const [dialog, setDialog] = useState<'block' | 'remove' | 'rename'>()
  const { name, short, isContact, muted, blocked, canBlock } = useAnswer(state => ({
    name: nameOf(state.roster, jid),
    short: shortNameOf(state.roster, jid),
    isContact: state.roster.items.has(jid),
    muted: conversationOf(state.conversations, jid).muted,
    blocked: state.blocking.jids.has(jid),
    canBlock: state.blocking.supported !== false,
  }))
  const close = () => setDialog(undefined)

  async function unblock() {
    const { undone, unblockFailed } = contactWords.block
    if (await action.run(() => unblockContact(account, jid), unblockFailed(name))) notify(undone(name))
  }

  return (
    <div className="sec duties">
      <Duty icon="clock" unavailable={text.later} pressed={false}>
        {text.tellMe(short)}
      </Duty>
      <Duty icon="bell" onClick={() => setMuted(account, jid, !muted)}>
        {muted ? text.unmute : text.mute}
      </Duty>
      {isContact && (
        <Duty icon="pencil" onClick={() => setDialog('rename')}>
          {text.rename}
        </Duty>
      )}
      {blocked ? (
        <Duty icon="block" onClick={unblock}>
          {text.unblock}
        </Duty>
      ) : (
        <Duty
          icon="block"
          onClick={() => setDialog('block')}
          unavailable={canBlock ? undefined : text.cannotBlock(domainOf(account.jid))}
        >
          {text.block}
        </Duty>
      )}
      {isContact && (
        <Duty icon="x" onClick={() => setDialog('remove')}>
          {text.remove}
        </Duty>
      )}
      <ActionAlert>{action.error}</ActionAlert>
      {dialog === 'rename' && <RenameDialog jid={jid} onClose={close} />}
      {dialog === 'block' && <BlockDialog jid={jid} onClose={close} />}
      {dialog === 'remove' && <RemoveDialog jid={jid} onClose={close} onRemoved={onRemoved} />}
    </div>
  )
}

interface DutyProps {
  readonly icon: IconName
  readonly children: string
  readonly onClick?: () => void
  readonly unavailable?: string | undefined
  readonly pressed?: boolean
}

function Duty({ icon, children, onClick, unavailable, pressed }: DutyProps) {
  const reason =
    unavailable === undefined
      ? {}
      : { 'aria-disabled': true, 'aria-description': unavailable, title: unavailable }
  return (
    <button
      type="button"
      className="mi"
      {...reason}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
      onClick={unavailable === undefined ? onClick : undefined}
    >
      <Icon name={icon} />
      <span>{children}</span>
    </button>
  )
}
