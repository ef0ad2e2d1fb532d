import type { RefObject } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { Glyph, glyphOf } from '../../components/glyph.tsx'
import { ContactMenuButton } from '../../components/lazy-contact-menu.tsx'
import { useName } from '../../components/name.tsx'
import { presenceAttributes } from '../../components/presence-attributes.ts'
import { useLastSeen } from '../../components/use-last-seen.ts'
import { useWhereabouts, useWhereaboutsWords } from '../../components/use-whereabouts.ts'
import { conversationWords } from '../../i18n/conversation-words.ts'
import { words } from '../../i18n/words.ts'
import type { Whereabouts } from '../../state/whereabouts.ts'
import { IconButton } from '../../ui/button.tsx'
import type { BareJid } from '../../xmpp/jid.ts'
import { SpokenState } from './spoken-state.tsx'

interface ConversationHeaderProps {
  readonly jid: BareJid
  readonly heading: RefObject<HTMLHeadingElement | null>
  readonly onBack: () => void
  readonly onDetails: () => void
  readonly detailsOpen: boolean
}

/** Who it is, where they are, and what can be done. */
export function ConversationHeader({
  jid,
  heading,
  onBack,
  onDetails,
  detailsOpen,
}: ConversationHeaderProps) {
  const name = useName(jid)
  const about = useWhereabouts(jid)
  useLastSeen(jid, about)
  return (
    <header className="hd">
      <IconButton className="back" label={conversationWords.back} icon="left" onClick={onBack} />
      <div className="who">
        <Avatar name={name} jid={jid} about={about} size={40} />
        <div className="names">
          <h1 tabIndex={-1} ref={heading}>
            <bdi>{name}</bdi>
          </h1>
          <PresenceLine jid={jid} name={name} about={about} />
        </div>
      </div>
      <div className="acts">
        <IconButton
          className="opt"
          label={conversationWords.search}
          icon="search"
          unavailable={words.common.notYet}
        />
        <IconButton
          label={conversationWords.details}
          icon="panel"
          aria-expanded={detailsOpen}
          onClick={onDetails}
        />
        <ContactMenuButton jid={jid} onDetails={() => detailsOpen || onDetails()} />
      </div>
    </header>
  )
}

function PresenceLine({ jid, name, about }: { jid: BareJid; name: string; about: Whereabouts }) {
  const { header } = useWhereaboutsWords(about)
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a fieldset
    <div
      className={about.typing ? 'st typing' : 'st'}
      role="group"
      aria-label={conversationWords.presenceOf(name)}
      data-jid={jid}
      {...presenceAttributes(about)}
    >
      {about.typing ? <Glyph kind="typing" /> : <Glyph kind={glyphOf(about)} lastKnown={!about.live} />}
      <span dir="auto">
        <span className="live">{header.live}</span>
        {header.rest && (
          <span className={about.live && !about.stale ? 'dim' : 'dim opt2'}> {header.rest}</span>
        )}
      </span>
      <SpokenState jid={jid} about={about} />
    </div>
  )
}
