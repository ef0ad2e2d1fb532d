import { type ReactNode, useEffect } from 'react'
import { tryNow } from '../../account/actions/connection.ts'
import { clock, useAccount, useAccountState, useAnswer } from '../../components/use-account.ts'
import { words } from '../../i18n/words.ts'
import { type ConnectionNotice, connectionNotice, RECONNECTED_NOTICE } from '../../state/connection.ts'
import { queuedCount } from '../../state/messages.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Text } from '../../ui/text.tsx'
import { domainOf } from '../../xmpp/jid.ts'
import { NextTry } from './next-try.tsx'

const text = words.connection

/** How the link to the server is. Always in the page; seen only while there is something to say. */
export function ConnectionStrip({
  onSignIn,
  top = false,
}: {
  readonly onSignIn: () => void
  readonly top?: boolean
}) {
  const notice = useConnectionNotice()
  const queued = useAccountState(state => queuedCount(state.messages))
  const looks = {
    offline: 'conn off',
    conflict: 'conn off',
    'auth-failed': 'conn off',
    reconnected: 'conn ok',
  }
  const look = notice === 'online' ? 'sr' : notice === 'connecting' ? 'conn' : looks[notice]
  return (
    <div
      role="status"
      aria-label={text.region}
      data-connection={notice}
      data-queued={queued}
      className={top && notice !== 'online' ? `${look} top` : look}
    >
      <StripContent notice={notice} queued={queued} onSignIn={onSignIn} />
    </div>
  )
}

/** `connectionNotice`, and awake when "Connected again" has stood long enough. */
function useConnectionNotice(): ConnectionNotice {
  const notice = useAnswer((state, now) => connectionNotice(state.connection, now))
  const since = useAccountState(({ connection }) =>
    connection.state === 'online' ? connection.since : undefined,
  )
  useEffect(() => {
    if (notice === 'reconnected' && since !== undefined) clock.wakeAt(since + RECONNECTED_NOTICE)
  }, [notice, since])
  return notice
}

function StripContent({
  notice,
  queued,
  onSignIn,
}: {
  readonly notice: ConnectionNotice
  readonly queued: number
  readonly onSignIn: () => void
}) {
  const account = useAccount()
  const connection = useAccountState(state => state.connection)
  switch (notice) {
    case 'online':
      return text.connected
    case 'connecting':
      return (
        <>
          <span className="spin" aria-hidden="true" />
          <Words headline={text.connectingTo(domainOf(account.jid))}>{text.signingIn}</Words>
        </>
      )
    case 'offline':
      return (
        <>
          <Icon name="wifi-off" />
          <Words headline={text.offline}>
            {queued > 0 && text.queued(queued)}
            {queued > 0 && <span aria-hidden="true"> · </span>}
            {connection.state === 'offline' && <NextTry at={connection.nextTry} />}
          </Words>
          <Button size="small" onClick={() => tryNow(account)}>
            {text.tryNow}
          </Button>
        </>
      )
    case 'reconnected': {
      const sent = connection.state === 'online' ? (connection.outage?.sent ?? 0) : 0
      return (
        <>
          <Icon name="check" />
          <Words headline={text.again}>
            {sent > 0 ? text.join([text.sent(sent), text.presenceIsLive]) : text.presenceIsLiveAlone}
          </Words>
        </>
      )
    }
    case 'conflict':
    case 'auth-failed': {
      const ended = connection.state === 'ended' ? connection : undefined
      return (
        <>
          <Icon name="warn" />
          <Ended notice={notice} reason={ended?.reason} serverText={ended?.text} />
          <Button size="small" onClick={onSignIn}>
            {text.signIn}
          </Button>
        </>
      )
    }
  }
}

function Ended(props: {
  readonly notice: 'auth-failed' | 'conflict'
  readonly reason: string | undefined
  readonly serverText: string | undefined
}) {
  if (props.notice === 'conflict' && props.reason === 'conflict') {
    return <Words headline={text.elsewhere}>{text.elsewhereHint}</Words>
  }
  const [headline, hint] =
    props.notice === 'auth-failed' ? [text.ended, text.endedHint] : [text.refused, text.refusedHint]
  return (
    <Words headline={headline}>
      {props.serverText ? <Text>{text.serverSays(props.serverText)}</Text> : hint}
    </Words>
  )
}

function Words({ headline, children }: { readonly headline: string; readonly children: ReactNode }) {
  return (
    <span className="txt">
      <b>{headline}</b>
      <span className="d">{children}</span>
    </span>
  )
}
