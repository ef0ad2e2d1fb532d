import { useEffect } from 'react'
import { checkReachability } from '../../account/actions/inquire.ts'
import { Glyph, glyphOf } from '../../components/glyph.tsx'
import { useShortName } from '../../components/name.tsx'
import { useAccount, useAccountState, useClock } from '../../components/use-account.ts'
import { useWhereabouts } from '../../components/use-whereabouts.ts'
import { conversationWords } from '../../i18n/conversation-words.ts'
import { isOnline } from '../../state/connection.ts'
import type { Stale } from '../../state/presence.ts'
import { rosterItemOf } from '../../state/roster.ts'
import type { Whereabouts } from '../../state/whereabouts.ts'
import { Button } from '../../ui/button.tsx'
import { Text } from '../../ui/text.tsx'
import { type BareJid, domainOf } from '../../xmpp/jid.ts'
import { describeStaleNotice } from './describe-stale.ts'
import { useCheckAgain } from './use-check-again.ts'

const text = conversationWords.stale

/** Why what we know of a contact may not hold, who says so, and a way to find out. Nothing while all is well. */
export function StaleNotice({ jid }: { readonly jid: BareJid }) {
  useCheckOnce(jid)
  const about = useWhereabouts(jid)
  // While we are disconnected ourselves the strip says so, and nobody can be asked.
  if (!about.stale || !about.live) return null
  // Keyed: what was answered about one trouble is no answer to the next.
  return (
    <Notice key={`${about.stale.kind} ${about.stale.since}`} jid={jid} about={about} stale={about.stale} />
  )
}

interface NoticeProps {
  readonly jid: BareJid
  readonly about: Whereabouts
  readonly stale: Stale
}

function Notice({ jid, about, stale }: NoticeProps) {
  const short = useShortName(jid)
  const { strong, rest } = useClock(now => describeStaleNotice(about, { jid, short, now }))
  const { check, isAsking, answer } = useCheckAgain(jid)
  return (
    <div className="notice" role="status" aria-label={text.label} data-stale={stale.kind}>
      <Glyph kind={glyphOf(about)} size={16} />
      <div className="txt">
        <b>{strong}</b> {rest}
        <Source stale={stale} />
        {answer !== undefined && <div className="says">{answer}</div>}
      </div>
      <Button size="small" aria-busy={isAsking} onClick={check}>
        <Refresh />
        {text.check}
      </Button>
    </div>
  )
}

/** Whose word it is. What a server writes is anybody's text: attributed, short, and never a link. */
function Source({ stale: { by, description } }: { readonly stale: Stale }) {
  if (by === undefined) return <div className="says">{text.foundByUs}</div>
  if (!description) return null
  return (
    <div className="says">
      {text.says(domainOf(by))} <Text>{description}</Text>
    </div>
  )
}

function Refresh() {
  return (
    <svg className="i s16" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M16 6v3.5h-3.5M4 14v-3.5h3.5M15.6 9.3A6 6 0 0 0 5 7M4.4 10.7A6 6 0 0 0 15 13" />
    </svg>
  )
}

/** Whoever opens a conversation with a contact wants to know; the probe sees to it that nobody is asked too often. */
function useCheckOnce(jid: BareJid): void {
  const account = useAccount()
  const isPossible = useAccountState(
    state => isOnline(state.connection) && rosterItemOf(state.roster, jid) !== undefined,
  )
  useEffect(() => {
    if (isPossible) checkReachability(account, jid).catch(() => {})
  }, [account, jid, isPossible])
}
