// XEP-0030: Service Discovery, information only (§3); XEP-0128 puts forms into it.
import { type Element, xml } from '@xmpp/xml'
import type { Request } from '../request.ts'
import { child, children, legalText, nonEmpty } from '../xml.ts'
import { type DataForm, decodeDataForms, encodeDataForm } from './0004-data-forms.ts'

export const NS_DISCO_INFO = 'http://jabber.org/protocol/disco#info'

export interface Identity {
  readonly category: string
  readonly type: string
  readonly lang?: string
  readonly name?: string
}

/** What an entity says about itself, in its own order; a feature said twice is here twice (XEP-0115 wants to know). */
export interface DiscoInfo {
  readonly node?: string
  readonly identities: readonly Identity[]
  readonly features: readonly string[]
  readonly forms: readonly DataForm[]
}

/** Asks who an entity is and what it can; `node` as `node#ver` asks about capabilities (XEP-0115 §6.2). */
export const getDiscoInfo: Request<{ readonly node?: string }, DiscoInfo> = {
  type: 'get',
  encode: ({ node }) => xml('query', { xmlns: NS_DISCO_INFO, node }),
  decode: decodeDiscoInfo,
}

/** The `<query/>` of an answer; undefined when there is none. Malformed identities and features are skipped singly. */
export function decodeDiscoInfo(iq: Element): DiscoInfo | undefined {
  const query = child(iq, 'query', NS_DISCO_INFO)
  if (!query) return undefined
  const node = nonEmpty(query.attrs['node'])
  return {
    ...(node !== undefined && { node }),
    identities: children(query, 'identity', NS_DISCO_INFO).flatMap(decodeIdentity),
    features: children(query, 'feature', NS_DISCO_INFO).flatMap(feature => feature.attrs['var'] || []),
    forms: decodeDataForms(query),
  }
}

/** Somebody's question: `node` is absent when it is about us as a whole. Undefined when it is not this question. */
export function decodeDiscoInfoQuestion(iq: Element): { readonly node?: string } | undefined {
  const query = child(iq, 'query', NS_DISCO_INFO)
  if (!query) return undefined
  const node = nonEmpty(query.attrs['node'])
  return node === undefined ? {} : { node }
}

/** Our answer; `info.node` is the node that was asked for. */
export function encodeDiscoInfo({ node, identities, features, forms }: DiscoInfo): Element {
  return xml(
    'query',
    { xmlns: NS_DISCO_INFO, node },
    identities.map(({ category, type, lang, name }) =>
      xml('identity', { category, type, 'xml:lang': lang, name: name && legalText(name) }),
    ),
    features.map(feature => xml('feature', { var: feature })),
    forms.map(encodeDataForm),
  )
}

function decodeIdentity(identity: Element): Identity[] {
  const { category, type, name, 'xml:lang': lang } = identity.attrs
  if (!category || !type) return []
  return [{ category, type, ...(lang && { lang }), ...(name && { name }) }]
}
