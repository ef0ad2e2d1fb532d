import { useAccount } from '../../components/use-account.ts'
import { words } from '../../i18n/words.ts'
import { domainOf } from '../../xmpp/jid.ts'

/** What the main part shows before the server has ever answered. */
export function Connecting({ headingId }: { readonly headingId: string }) {
  const server = domainOf(useAccount().jid)
  return (
    <div className="pane">
      <div className="empty">
        <span className="spin large" aria-hidden="true" />
        <h1 id={headingId} className="mt-2">
          {words.connection.connectingTo(server)}
        </h1>
        <p>{words.connection.presenceSoon}</p>
      </div>
    </div>
  )
}
