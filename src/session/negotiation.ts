// From an open stream to one that is ours: authentication, then resumption or binding. Composed of the library's
// middleware and stream features, in the order of preference.
import createMiddleware from '@xmpp/middleware'
import createStreamFeatures from '@xmpp/stream-features'
import type { Element } from '@xmpp/xml'
import type { FullJid } from '../xmpp/jid.ts'
import { children } from '../xmpp/xml.ts'
import { Binding } from './binding.ts'
import { failureOf } from './failure.ts'
import { NS } from './namespaces.ts'
import { authenticate, sasl } from './sasl/authenticate.ts'
import { chooseMechanism, type SignIn } from './sasl/choose.ts'
import type { Mechanism } from './sasl/mechanism.ts'
import type { ScramMechanism, ScramSecret } from './sasl/scram.ts'
import { type FastToken, offersSasl2, signInBySasl2 } from './sasl2.ts'
import type { Stream } from './stream.ts'
import type { StreamManagement } from './stream-management.ts'

export interface Negotiation {
  readonly signIn: SignIn
  readonly token: FastToken | undefined
  readonly deviceId: string
  /** The resource we ask for where the client may choose. */
  readonly resource: string
  readonly management: StreamManagement
  /** Whether frames may go out whose permission has not arrived yet; saves a turn. */
  readonly mayPipeline: boolean
  readonly onAuthenticated: () => void
  readonly onScramSecret: (secret: ScramSecret) => void
  readonly onToken: (token: FastToken) => void
  /** In the same breath as the server's word: what it sends next belongs to the session already. */
  readonly onEstablished: (result: Established) => void
}

export interface Established {
  /** Absent when resumed and the server did not say: the one we had. */
  readonly jid?: FullJid
  readonly resumed: boolean
  /** Stanzas to send again, in order. */
  readonly again: readonly string[]
}

/** Sets up what happens on `stream`; nothing is sent before the server's features are here. */
export function negotiate(stream: Stream, negotiation: Negotiation): void {
  const middleware = createMiddleware({ entity: stream })
  const features = createStreamFeatures({ middleware })
  const binding = new Binding(stream, negotiation)
  let isAuthenticated = false

  const once = (handler: (offer: Element) => Promise<void>) => (offer: Element) =>
    handler(offer).catch((error: unknown) => stream.lose(failureOf(error)))

  const bySasl2 = once(offer =>
    signInBySasl2(stream, negotiation, binding, offer, () => {
      isAuthenticated = true
      negotiation.onAuthenticated()
    }),
  )

  const bySasl = once(async offer => {
    const offered = new Set(children(offer, 'mechanism', NS.sasl).map(mechanism => mechanism.text()))
    const mechanism = chooseMechanism(negotiation.signIn, offered)
    await authenticate(stream, sasl, mechanism, () => {
      isAuthenticated = true
      negotiation.onAuthenticated()
      keepSecret(mechanism, negotiation)
      stream.restartStream()
      if (negotiation.mayPipeline) binding.begin()
    })
  })

  features.use('authentication', NS.sasl2, (_context, next, offer) =>
    isAuthenticated || !offersSasl2(offer) ? next() : bySasl2(offer),
  )
  features.use('mechanisms', NS.sasl, (_context, next, offer) => (isAuthenticated ? next() : bySasl(offer)))
  features.use('sm', NS.streamManagement, (_context, next) => {
    binding.managementOffered = true
    return next()
  })
  features.use('bind', NS.bind, () => {
    // Without a proof of who the server is nothing is bound, whatever it offers.
    if (isAuthenticated) binding.begin()
  })
}

export function keepSecret(mechanism: Mechanism | ScramMechanism, negotiation: Negotiation): void {
  if ('secret' in mechanism && mechanism.secret) negotiation.onScramSecret(mechanism.secret)
}
