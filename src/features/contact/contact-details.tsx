import './details.css'
import { useEffect, useRef, useState } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { Name, useName } from '../../components/name.tsx'
import { useAccountState } from '../../components/use-account.ts'
import { useLastSeen } from '../../components/use-last-seen.ts'
import { useWhereabouts, useWhereaboutsWords } from '../../components/use-whereabouts.ts'
import { contactWords } from '../../i18n/contact-words.ts'
import { IconButton } from '../../ui/button.tsx'
import { useIsPhone } from '../../ui/media.ts'
import { useNotify } from '../../ui/notices.tsx'
import { Text } from '../../ui/text.tsx'
import type { BareJid } from '../../xmpp/jid.ts'
import { ContactDevices } from './contact-devices.tsx'
import { ContactDuties } from './contact-duties.tsx'
import { ContactSharing } from './contact-sharing.tsx'

const text = contactWords.details

interface ContactDetailsProps {
  readonly jid: BareJid
  readonly onClose: () => void
  /** The contact was removed here; false = there is no list on the screen to go on in. */
  readonly onRemoved: () => boolean
}

/** The panel beside a conversation: one contact, all devices, what is shared, what can be done. */
export function ContactDetails({ jid, onClose, onRemoved }: ContactDetailsProps) {
  const isContact = useAccountState(state => state.roster.items.has(jid))
  const heading = useRef<HTMLHeadingElement>(null)
  // On phones it is a screen of its own. Once: turning the phone must not move the focus.
  const isScreen = useRef(useIsPhone())
  useEffect(() => {
    if (isScreen.current) heading.current?.focus()
  }, [])
  return (
    <aside className="aside" aria-label={text.panel}>
      <div className="ahd">
        <h2 ref={heading} tabIndex={-1}>
          {text.title}
        </h2>
        <IconButton icon="x" label={text.close} onClick={onClose} />
      </div>
      {/* Keyed: what was half asked about one contact is not asked about the next. */}
      <div className="scroll" key={jid}>
        <Identity jid={jid} />
        <ContactDevices jid={jid} />
        {isContact && <ContactSharing jid={jid} />}
        <ContactDuties jid={jid} onRemoved={() => onRemoved() || heading.current?.focus()} />
      </div>
    </aside>
  )
}

function Identity({ jid }: { readonly jid: BareJid }) {
  const name = useName(jid)
  const about = useWhereabouts(jid)
  useLastSeen(jid, about)
  const { header } = useWhereaboutsWords(about)
  const notify = useNotify()
  const [couldNot, setCouldNot] = useState(false)

  function copy() {
    navigator.clipboard.writeText(jid).then(
      () => notify(text.copied),
      () => setCouldNot(true),
    )
  }

  return (
    <div className="sec">
      <div className="id">
        <Avatar name={name} jid={jid} about={about} size={64} />
        <div className="min-w-0">
          <div className="nm truncate">
            <Name jid={jid} />
          </div>
          <div className="jid">
            <Text className="min-w-0 truncate select-all">{jid}</Text>
            <IconButton className="copy" small icon="copy" iconSize={16} label={text.copy} onClick={copy} />
          </div>
          <div className="text-sm text-ink-2">
            <b className="font-[550]">{header.live}</b> <Text className="text-ink-3">{header.rest}</Text>
          </div>
        </div>
      </div>
      {couldNot && (
        <p role="alert" className="hint mt-2">
          {text.couldNotCopy}
        </p>
      )}
    </div>
  )
}
