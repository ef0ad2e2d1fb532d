// RFC 6415 documents with the link relation of XEP-0156 §3, in both forms. Malformed is empty.
import { children } from '../xmpp/xml.ts'
import { parseFrame } from './frame.ts'

const RELATION = 'urn:xmpp:alt-connections:websocket'
const NS_XRD = 'http://docs.oasis-open.org/ns/xri/xrd-1.0'

export function decodeHostMetaJson(text: string): string[] {
  try {
    const document: unknown = JSON.parse(text)
    const links = isRecord(document) && Array.isArray(document['links']) ? document['links'] : []
    return links.flatMap((link: unknown) => {
      if (!isRecord(link) || link['rel'] !== RELATION || typeof link['href'] !== 'string') return []
      return [link['href']]
    })
  } catch {
    return []
  }
}

export function decodeHostMetaXml(text: string): string[] {
  try {
    // A document may begin with a declaration; a stanza may not.
    const root = parseFrame(text.replace(/^\ufeff?\s*<\?xml[^>]*\?>/, '').trim())
    if (!root) return []
    return children(root, 'Link', NS_XRD).flatMap(({ attrs }) =>
      attrs['rel'] === RELATION && attrs['href'] ? [attrs['href']] : [],
    )
  } catch {
    return []
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
