import { Glyph, glyphOf } from '../../components/glyph.tsx'
import { useShortName } from '../../components/name.tsx'
import { describeReach, reachOf } from '../../components/reach.ts'
import { useClock } from '../../components/use-account.ts'
import { useWhereabouts } from '../../components/use-whereabouts.ts'
import type { BareJid } from '../../xmpp/jid.ts'

/** What will happen to a message written now. */
export function ReachLine({ jid, id }: { readonly jid: BareJid; readonly id: string }) {
  const about = useWhereabouts(jid)
  const short = useShortName(jid)
  const { strong, rest } = useClock(now => describeReach(about, now, short))
  const reach = reachOf(about)
  return (
    <span className="reach" id={id} data-reach={reach}>
      {reach === 'disconnected' ? (
        <Glyph kind="unknown" size={13} lastKnown />
      ) : (
        <Glyph kind={glyphOf(about)} size={13} />
      )}
      <span>
        <b>{strong}</b>
        {rest && <span className="opt2"> {rest}</span>}
      </span>
    </span>
  )
}
