import { useState } from 'react'
import { useShortName } from '../../components/name.tsx'
import { conversationWords } from '../../i18n/conversation-words.ts'
import { words } from '../../i18n/words.ts'
import type { Whereabouts } from '../../state/whereabouts.ts'
import type { BareJid } from '../../xmpp/jid.ts'

/** Says when the state of the contact changes: not how long it lasts, and nothing that was so when the page opened. */
export function SpokenState({ jid, about }: { readonly jid: BareJid; readonly about: Whereabouts }) {
  const short = useShortName(jid)
  const state = stateInWords(about)
  const [said, setSaid] = useState({ state, isNews: false })
  // While we are disconnected everything is as it was; "Connection" says so.
  if (state !== undefined && state !== said.state) setSaid({ state, isNews: said.state !== undefined })
  return (
    <span role="status" className="sr">
      {said.isNews && said.state && conversationWords.nowIs(short, said.state)}
    </span>
  )
}

/** Without durations and messages; undefined while nobody knows, and while it is only the last known: the notice says so. */
function stateInWords({ live, stale, state, availability = 'available', idleSince }: Whereabouts) {
  const text = words.presence
  if (!live || stale || state === 'unknown') return undefined
  if (state === 'waiting') return text.waiting
  if (state === 'not-shared') return text.notShared
  if (state === 'offline') return text.offline
  const isIdle = idleSince !== undefined && (availability === 'available' || availability === 'chat')
  return isIdle ? text.idle : text[availability]
}
