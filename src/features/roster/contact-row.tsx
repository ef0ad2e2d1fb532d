import { memo, useId } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { presenceAttributes } from '../../components/presence-attributes.ts'
import { useAnswer } from '../../components/use-account.ts'
import { useLastSeen } from '../../components/use-last-seen.ts'
import { useWhereabouts, useWhereaboutsWords } from '../../components/use-whereabouts.ts'
import { words } from '../../i18n/words.ts'
import { conversationOf } from '../../state/conversations.ts'
import { nameOf, subscriptionOf } from '../../state/roster.ts'
import type { Whereabouts } from '../../state/whereabouts.ts'
import { Text } from '../../ui/text.tsx'
import type { BareJid } from '../../xmpp/jid.ts'

interface ContactRowProps {
  readonly jid: BareJid
  /** From the top of its group's rows. */
  readonly top: number
  readonly isSelected: boolean
  readonly isTabStop: boolean
  readonly position: number
  readonly of: number
  readonly avatarSize: number
}

/** One contact. Asks for what it shows by itself: a presence draws one row, never the list. */
export const ContactRow = memo(function ContactRow(props: ContactRowProps) {
  const { jid } = props
  const descriptionId = useId()
  const about = useWhereabouts(jid)
  useLastSeen(jid, about)
  const { short, spoken } = useWhereaboutsWords(about)
  const { name, unread, muted, subscription } = useAnswer(state => {
    const { unread, muted } = conversationOf(state.conversations, jid)
    return { name: nameOf(state.roster, jid), unread, muted, subscription: subscriptionOf(state.roster, jid) }
  })
  return (
    // The keyboard is the tree's.
    <div
      role="treeitem"
      aria-level={2}
      aria-selected={props.isSelected}
      aria-posinset={props.position}
      aria-setsize={props.of}
      aria-label={words.roster.row(name, unread)}
      aria-describedby={descriptionId}
      tabIndex={props.isTabStop ? 0 : -1}
      className={`row${unread > 0 ? ' unread' : ''}${paleness(about)}`}
      style={{ top: props.top }}
      data-jid={jid}
      {...presenceAttributes(about)}
      {...(about.typing ? { 'data-chatstate': 'composing' } : {})}
      {...(unread > 0 ? { 'data-unread': unread } : {})}
      {...(muted ? { 'data-muted': 'true' } : {})}
      data-subscription={subscription}
    >
      <Avatar name={name} jid={jid} about={about} size={props.avatarSize} />
      <span className="tx">
        <span className="nm">
          <Text>{name}</Text>
        </span>
        <span className={about.typing ? 'st typing' : 'st'} aria-hidden="true">
          {short.lead}
          {about.typing ? short.live : short.live !== '' && <b>{short.live}</b>}
          {short.rest !== '' && (
            <>
              {' · '}
              <Text>{short.rest}</Text>
            </>
          )}
        </span>
        <span className="sr" id={descriptionId}>
          {spoken}
        </span>
      </span>
      <span className="gut" aria-hidden="true">
        {about.stale && <span className="chip stale">{words.presence.stale[about.stale.kind].chip}</span>}
        {unread > 0 && (
          <span className={muted ? 'pill quiet' : 'pill'}>{unread > 999 ? '999+' : unread}</span>
        )}
      </span>
    </div>
  )
})

/** Who is not at hand is written in a weaker ink. */
function paleness({ state, availability, stale }: Whereabouts): string {
  if (state !== 'here' || stale) return ' gone'
  return availability === 'away' || availability === 'xa' ? ' away' : ''
}
