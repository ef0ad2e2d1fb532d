// RFC 6120 §6 and XEP-0388: the same exchange in two dialects.
import { type Element, xml } from '@xmpp/xml'
import { childText, localName } from '../../xmpp/xml.ts'
import { saslFailure } from '../failure.ts'
import { NS } from '../namespaces.ts'
import type { Stream } from '../stream.ts'
import { type Bytes, fromBase64, toBase64 } from './bytes.ts'
import { type Mechanism, SaslRefusal } from './mechanism.ts'

export interface SaslDialect {
  readonly ns: string
  begin(mechanism: string, initialResponse: string): Element
  /** What the server added to its success, still in base64. */
  additionalData(success: Element): string | undefined
}

export const sasl: SaslDialect = {
  ns: NS.sasl,
  begin: (mechanism, initialResponse) => xml('auth', { xmlns: NS.sasl, mechanism }, initialResponse || '='),
  additionalData: success => success.text() || undefined,
}

/** @param extras what is to happen together with the authentication (XEP-0388 §2.6) */
export function sasl2(extras: readonly Element[]): SaslDialect {
  return {
    ns: NS.sasl2,
    begin: (mechanism, initialResponse) =>
      xml(
        'authenticate',
        { xmlns: NS.sasl2, mechanism },
        xml('initial-response', {}, initialResponse),
        extras,
      ),
    additionalData: success => childText(success, 'additional-data', NS.sasl2),
  }
}

/**
 * @param onSuccess called in the same breath as the success arrives, once the server has proved itself
 * @throws Failure, SaslRefusal
 */
export function authenticate(
  stream: Stream,
  dialect: SaslDialect,
  mechanism: Mechanism,
  onSuccess: (success: Element) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = () => stream.removeListener('element', listen)
    const fail = (error: unknown) => {
      over()
      reject(error)
    }
    const listen = (element: Element) => {
      if (element.getNS() === dialect.ns) take(element).catch(fail)
    }
    async function take(element: Element): Promise<void> {
      const kind = localName(element)
      if (kind === 'success') {
        mechanism.verify(decode(dialect.additionalData(element)))
        over()
        onSuccess(element)
        resolve()
      } else if (kind === 'challenge') {
        const response = await mechanism.respond(decode(element.text()) ?? new Uint8Array())
        stream.writeElement(xml('response', { xmlns: dialect.ns }, toBase64(response)))
      } else if (kind === 'failure') {
        throw saslFailure(element)
      } else {
        // `<continue/>` asks for tasks that we do not know.
        throw new SaslRefusal('no-mechanism')
      }
    }
    stream.on('element', listen)
    Promise.resolve(mechanism.start()).then(
      initial => stream.writeElement(dialect.begin(mechanism.name, toBase64(initial))),
      fail,
    )
  })
}

const decode = (text: string | undefined): Bytes | undefined => (text ? fromBase64(text) : undefined)
