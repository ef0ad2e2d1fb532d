import { useId } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { Glyph, glyphOf } from '../../components/glyph.tsx'
import { useName } from '../../components/name.tsx'
import { useWhereabouts, useWhereaboutsWords } from '../../components/use-whereabouts.ts'
import { words } from '../../i18n/words.ts'
import { Text } from '../../ui/text.tsx'
import type { BareJid } from '../../xmpp/jid.ts'

const text = words.start

/** Everybody who is signed in. */
export function Around({
  jids,
  more,
  onOpen,
}: {
  readonly jids: readonly BareJid[]
  readonly more: number
  readonly onOpen: (jid: BareJid) => void
}) {
  if (jids.length === 0) return <p className="hint">{text.nobodyHere}</p>
  return (
    <section aria-label={text.list}>
      <ul>
        {jids.map(jid => (
          <Lane key={jid} jid={jid} onOpen={onOpen} />
        ))}
      </ul>
      {more > 0 && <p className="hint">{text.more(more)}</p>}
    </section>
  )
}

function Lane({ jid, onOpen }: { readonly jid: BareJid; readonly onOpen: (jid: BareJid) => void }) {
  const id = useId()
  const name = useName(jid)
  const about = useWhereabouts(jid)
  const described = useWhereaboutsWords(about)
  return (
    <li className="lane" data-jid={jid}>
      <button type="button" className="p" aria-describedby={id} onClick={() => onOpen(jid)}>
        <Avatar jid={jid} name={name} size={24} />
        <Text className="nm">{name}</Text>
      </button>
      <span className="flex min-w-0 items-center gap-2 text-sm text-ink-2" aria-hidden="true">
        <Glyph kind={glyphOf(about)} lastKnown={!about.live} />
        <Text className="truncate">{described.long}</Text>
      </span>
      <span className="sr" id={id}>
        {described.spoken}
      </span>
    </li>
  )
}
