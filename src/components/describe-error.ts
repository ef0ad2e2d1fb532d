import { contactWords } from '../i18n/contact-words.ts'
import { type BareJid, domainOf } from '../xmpp/jid.ts'
import { RequestError } from '../xmpp/request.ts'

const text = contactWords.why

/** Why an action failed and what to do, after a sentence that says what failed. `asked`: whom we asked. */
export function describeError(error: unknown, asked: BareJid): string {
  if (!(error instanceof RequestError)) return text.unknown
  const server = domainOf(asked)
  switch (error.kind) {
    case 'disconnected':
      return text.offline
    case 'timeout':
      return text.timeout(server)
    case 'malformed-result':
      return text.notUnderstood(server)
    case 'stanza-error': {
      const why = whyRefused(error.stanzaError?.condition, server)
      const said = error.stanzaError?.text
      return said === undefined ? why : `${why} ${text.says(said.slice(0, 300))}`
    }
  }
}

function whyRefused(condition: string | undefined, server: string): string {
  switch (condition) {
    case 'item-not-found':
    case 'jid-malformed':
      return text.notFound(server)
    case 'forbidden':
    case 'not-allowed':
    case 'not-authorized':
    case 'policy-violation':
      return text.notAllowed(server)
    case 'feature-not-implemented':
    case 'service-unavailable':
      return text.unsupported(server)
    case 'resource-constraint':
      return text.tooMuch(server)
    case 'remote-server-not-found':
    case 'remote-server-timeout':
      return text.unreachable
    default:
      return text.refused(server)
  }
}
