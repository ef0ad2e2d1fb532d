// XEP-0115: Entity Capabilities.
import { type Element, xml } from '@xmpp/xml'
import { sha1 } from '../../lib/sha1.ts'
import type { Codec } from '../codec.ts'
import { child } from '../xml.ts'
import { type DataForm, formTypeOf } from './0004-data-forms.ts'
import type { DiscoInfo, Identity } from './0030-service-discovery.ts'

export const NS_CAPS = 'http://jabber.org/protocol/caps'

/** XEP-0115 §4: a name for a set of features that the same software has everywhere. */
export interface Capabilities {
  readonly node: string
  readonly ver: string
  readonly hash: string
}

// Keys of caches that anybody on the network can fill: none of them is longer than a real one could be.
const MAX_NODE = 1_000
const MAX_VER = 200

/** `<c/>` in presence. The legacy form without `hash` counts as absent. */
export const capabilities: Codec<Capabilities> = {
  ns: NS_CAPS,
  decode(parent) {
    const c: Element | undefined = child(parent, 'c', NS_CAPS)
    if (!c) return undefined
    const { node, ver, hash } = c.attrs
    if (!node || !ver || !hash) return undefined
    return node.length <= MAX_NODE && ver.length <= MAX_VER && hash.length <= MAX_VER
      ? { node, ver, hash }
      : undefined
  },
  encode: ({ node, ver, hash }) => xml('c', { xmlns: NS_CAPS, hash, node, ver }),
}

/** The `ver` of what an entity says about itself (§5.1); undefined for a hash function that we do not have. */
export function capabilityVer(info: DiscoInfo, hash: string): string | undefined {
  if (hash !== 'sha-1') return undefined
  const bytes = sha1(new TextEncoder().encode(verificationString(info)))
  return btoa(String.fromCharCode(...bytes))
}

/**
 * Whether `info` is what `caps` promised and may be kept for everybody who promises the same (§5.4). False means only
 * that: the answer still holds for the one JID that gave it.
 */
export function verifyCapabilities(info: DiscoInfo, caps: Capabilities): boolean {
  return isWellFormed(info) && capabilityVer(info, caps.hash) === caps.ver
}

function verificationString(info: DiscoInfo): string {
  const identities = info.identities.map(identityText).sort(byOctets)
  const features = [...info.features].sort(byOctets)
  const forms = info.forms
    .flatMap(form => {
      const type = formTypeOf(form)
      return type === undefined ? [] : [{ type, form }]
    })
    .sort((a, b) => byOctets(a.type, b.type))
    .flatMap(({ type, form }) => [type, ...formTexts(form)])
  // §5.1: `<` inside a factor stays the four characters that it is on the wire, so that nobody can forge a separator.
  return [...identities, ...features, ...forms].map(factor => `${factor.replaceAll('<', '&lt;')}<`).join('')
}

function identityText({ category, type, lang, name }: Identity): string {
  return `${category}/${type}/${lang ?? ''}/${name ?? ''}`
}

function formTexts({ fields }: DataForm): string[] {
  return fields
    .filter(({ name }) => name !== 'FORM_TYPE')
    .sort((a, b) => byOctets(a.name, b.name))
    .flatMap(({ name, values }) => [name, ...[...values].sort(byOctets)])
}

/**
 * §5.4 item 3: what no honest entity says. The last three checks are ours: a slash in an identity, a feature of an
 * identity's shape and a field of a feature's shape are how one answer is dressed up as another with the same hash.
 */
function isWellFormed({ identities, features, forms }: DiscoInfo): boolean {
  const types = forms.flatMap(form => formTypeOf(form) ?? [])
  return (
    identities.length > 0 &&
    isUnique(identities.map(identityText)) &&
    isUnique(features) &&
    isUnique(types) &&
    forms.every(hasOneFormType) &&
    !identities.some(({ category, type, lang }) => `${category}${type}${lang ?? ''}`.includes('/')) &&
    !features.some(feature => /^[^/:]*\/[^/]*\/[^/]*\//.test(feature)) &&
    !forms.some(({ fields }) => fields.some(({ name }) => name.includes(':')))
  )
}

function hasOneFormType({ fields }: DataForm): boolean {
  const types = fields.filter(({ name }) => name === 'FORM_TYPE')
  return types.length <= 1 && types.every(({ values }) => new Set(values).size <= 1)
}

function isUnique(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length
}

/** The order of the UTF-8 bytes (i;octet), which is that of the code points and not of JavaScript's strings. */
function byOctets(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    if (a.charCodeAt(at) === b.charCodeAt(at)) continue
    return (a.codePointAt(at) ?? 0) - (b.codePointAt(at) ?? 0)
  }
  return a.length - b.length
}
