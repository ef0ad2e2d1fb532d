// RFC 8264/8265 as far as JIDs need them: which characters a part of a JID may hold, and the one form it is compared in.
import { decodePunycode } from '../lib/punycode.ts'

// RFC 7622 §3.3.1: these are not allowed in a local part though the identifier class allows them.
const forbiddenInLocal = /["&'/:<>@]/

/** Local part by the UsernameCaseMapped profile (RFC 8265 §3.3); undefined when it is refused. */
export function prepareLocal(text: string): string | undefined {
  const local = mapWidth(text).toLowerCase().normalize('NFC')
  if (
    !isIdentifier(local) ||
    forbiddenInLocal.test(local) ||
    !isContextual(local) ||
    !isOneDirection(local)
  ) {
    return undefined
  }
  return local
}

/** Resource by the OpaqueString profile (RFC 8265 §4.2): case kept, other spaces become ASCII spaces. */
export function prepareResource(text: string): string | undefined {
  const resource = text.replace(/\p{Zs}/gu, ' ').normalize('NFC')
  return isFreeform(resource) && isContextual(resource) ? resource : undefined
}

/** Domain: an IPv4 or bracketed IPv6 address, or labels by IDNA2008 with A-labels turned into U-labels (RFC 7622 §3.2). */
export function prepareDomain(text: string): string | undefined {
  if (text.startsWith('[')) return prepareIpv6(text)
  const mapped = mapWidth(text)
    .toLowerCase()
    .normalize('NFC')
    .replace(/\u3002/g, '.')
  const labels = (mapped.endsWith('.') ? mapped.slice(0, -1) : mapped).split('.').map(prepareLabel)
  if (labels.includes(undefined)) return undefined
  const domain = labels.join('.')
  return /^\d+$/.test(labels.at(-1) ?? '') && !isIpv4(domain) ? undefined : domain
}

function prepareLabel(text: string): string | undefined {
  const label = text.startsWith('xn--') ? decodePunycode(text.slice(4)) : text
  if (!label || label.startsWith('-') || label.endsWith('-')) return undefined
  if (/^[a-z0-9-]+$/.test(label)) {
    // An A-label that hides plain ASCII, and the reserved `--` in third place, are no names.
    return label.length <= 63 && label === text && label.slice(2, 4) !== '--' ? label : undefined
  }
  if (!/^[\p{L}\p{M}\p{Nd}\u00B7\u0375\u05F3\u05F4\u30FB\u200C-\u200D-]+$/u.test(label)) return undefined
  if (!isIdentifier(label) || !isContextual(label) || !isOneDirection(label) || /^\p{M}/u.test(label))
    return undefined
  if (mapWidth(label).toLowerCase().normalize('NFC') !== label) return undefined
  const ascii = toAscii(label)
  return ascii !== undefined && ascii.length <= 63 && (label === text || ascii === text) ? label : undefined
}

// The platform's URL parser knows IDNA; it is only asked for labels that are not ASCII.
function toAscii(label: string): string | undefined {
  const hostname = tryUrl(`http://${label}.a/`)?.hostname
  return hostname?.endsWith('.a') ? hostname.slice(0, -2) : undefined
}

function prepareIpv6(text: string): string | undefined {
  if (!/^\[[0-9A-Fa-f:.]+\]$/.test(text)) return undefined
  return tryUrl(`http://${text}/`)?.hostname
}

function tryUrl(text: string): URL | undefined {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

function isIpv4(text: string): boolean {
  const parts = text.split('.')
  return parts.length === 4 && parts.every(part => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255)
}

// Fullwidth and halfwidth forms, and the ideographic space, are mapped to what they stand for (RFC 8265 §3.3.2).
function mapWidth(text: string): string {
  return text.replace(/[\u3000\uFF01-\uFFEE]/g, wide => wide.normalize('NFKC'))
}

const ignorable = /[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u
const joiners = /[\u200C-\u200D]/g
const oldJamo = /[\u1100-\u11FF\uA960-\uA97C\uD7B0-\uD7FB]/
// RFC 5892 §2.6, disallowed though they are letters.
const exceptions = /[\u0640\u07FA\u302E\u302F\u3031-\u3035\u303B]/

// RFC 8264 §4.2: letters, digits, marks and visible ASCII, nothing that is only another way to write them.
const identifier =
  /^[!-~\p{Ll}\p{Lu}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}\u00B7\u0375\u05F3\u05F4\u06FD\u06FE\u0F0B\u3007\u30FB\u200C-\u200D]+$/u

function isIdentifier(text: string): boolean {
  if (!identifier.test(text) || exceptions.test(text) || oldJamo.test(text)) return false
  return !ignorable.test(text.replace(joiners, '')) && !hasCompatibilityForm(text)
}

function hasCompatibilityForm(text: string): boolean {
  for (const character of text) if (character.normalize('NFKC') !== character.normalize('NFC')) return true
  return false
}

// RFC 8264 §4.3: also symbols, punctuation and spaces; no controls, unassigned, private or unpaired ones.
const freeform = /^[\p{L}\p{M}\p{N}\p{P}\p{S} \u200C-\u200D]+$/u

function isFreeform(text: string): boolean {
  return (
    freeform.test(text) &&
    !oldJamo.test(text) &&
    !exceptions.test(text) &&
    !ignorable.test(text.replace(joiners, ''))
  )
}

/** RFC 5892 appendix A: characters that are allowed beside certain others only. */
function isContextual(text: string): boolean {
  if (!/[\u00B7\u0375\u05F3\u05F4\u0660-\u0669\u06F0-\u06F9\u200C-\u200D\u30FB]/.test(text)) return true
  if (/(?<!l)\u00B7|\u00B7(?!l)/.test(text)) return false
  if (/\u0375(?!\p{Script=Greek})/u.test(text)) return false
  if (/(?<!\p{Script=Hebrew})[\u05F3\u05F4]/u.test(text)) return false
  if (/\u30FB/.test(text) && !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text))
    return false
  if (/[\u0660-\u0669]/.test(text) && /[\u06F0-\u06F9]/.test(text)) return false
  return !unjoined.test(text)
}

// A joiner stands after a virama, or (the non-joiner only) between letters of a cursive script.
const virama =
  '\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA\u0E3A\u0EBA\u0F84\u1039\u103A\u1714\u1734\u17D2'
const cursive = '\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Nko}'
const unjoined = new RegExp(
  `(?<![${virama}])\\u200D|(?<![${virama}])(?<![${cursive}])\\u200C|(?<![${virama}])\\u200C(?![${cursive}])`,
  'u',
)

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u

/** RFC 5893 §2, simplified: what holds a right-to-left letter begins with one and holds no left-to-right letter. */
function isOneDirection(text: string): boolean {
  if (!rightToLeft.test(text)) return true
  const letters = text.match(/\p{L}/gu) ?? []
  if (!letters.every(letter => rightToLeft.test(letter))) return false
  const first = String.fromCodePoint(text.codePointAt(0) ?? 0)
  return /\p{L}/u.test(first) && /[\p{L}\p{Nd}]\p{Mn}*$/u.test(text)
}
