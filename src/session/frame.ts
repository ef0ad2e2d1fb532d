// RFC 6120 §11.1 and RFC 7395 §3.3: one frame is one element of restricted XML. Refuses what the library's parser
// lets pass: DOCTYPE, processing instructions, comments, undefined entities, duplicate attributes, control characters.
import { Element } from '@xmpp/xml'

/** The stream error condition (RFC 6120 §4.9.3) that a refused frame deserves. */
export type FrameCondition = 'not-well-formed' | 'policy-violation' | 'restricted-xml'

export class FrameError extends Error {
  override readonly name = 'FrameError'
  constructor(
    readonly condition: FrameCondition,
    detail: string,
  ) {
    super(`${condition}: ${detail}`)
  }
}

export interface FrameLimits {
  readonly characters: number
  readonly depth: number
  readonly elements: number
  readonly attributes: number
}

export const FRAME_LIMITS: FrameLimits = {
  characters: 10_000_000,
  depth: 64,
  elements: 50_000,
  attributes: 100,
}

// An element that says xmlns='' is in no namespace; the library would look further up for one.
const NO_NAMESPACE = 'about:no-namespace'

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for (XML 1.0 §2.2)
const ILLEGAL_CHARACTER = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/
const NAME = /[A-Za-z_\u00c0-\uffff][-.\w\u00b7-\uffff]*(?::[A-Za-z_\u00c0-\uffff][-.\w\u00b7-\uffff]*)?/y
const ENDS_NAME: ReadonlySet<number> = new Set(Array.from(' =/>\n\t', character => character.charCodeAt(0)))
const SPACE = /[ \t\n]*/y
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

const malformed = (detail: string) => new FrameError('not-well-formed', detail)

/**
 * Reads one frame; undefined for white space only (a keep-alive).
 * @throws FrameError
 */
export function parseFrame(frame: string, limits: FrameLimits = FRAME_LIMITS): Element | undefined {
  if (frame.length > limits.characters) throw new FrameError('policy-violation', 'too long')
  if (ILLEGAL_CHARACTER.test(frame)) throw malformed('illegal character')
  // XML 1.0 §2.11: line ends are normalised before parsing.
  const text = frame.includes('\r') ? frame.replace(/\r\n?/g, '\n') : frame
  const end = text.length

  let root: Element | undefined
  let open: Element | undefined
  let depth = 0
  let elements = 0
  let at = 0

  while (at < end) {
    const tag = text.indexOf('<', at)
    if (tag !== at) {
      const run = text.slice(at, tag < 0 ? end : tag)
      if (open) open.children.push(readText(run))
      else if (run.trim()) throw malformed('text outside the element')
      if (tag < 0) break
      at = tag
    }
    const kind = text.charCodeAt(at + 1)

    if (kind === 0x2f /* / */) {
      if (!open || !text.startsWith(open.name, at + 2)) throw malformed('unexpected end tag')
      at = skipSpace(text, at + 2 + open.name.length)
      if (text.charCodeAt(at) !== 0x3e) throw malformed('wrong end tag')
      at++
      open = open.parent ?? undefined
      depth--
    } else if (kind === 0x21 /* ! */) {
      if (!text.startsWith('<![CDATA[', at)) throw new FrameError('restricted-xml', 'comment or DOCTYPE')
      const close = text.indexOf(']]>', at + 9)
      if (close < 0 || !open) throw malformed('CDATA')
      open.children.push(text.slice(at + 9, close))
      at = close + 3
    } else if (kind === 0x3f /* ? */) {
      throw new FrameError('restricted-xml', 'processing instruction')
    } else {
      if (root && !open) throw malformed('a second element')
      if (++elements > limits.elements) throw new FrameError('policy-violation', 'too many elements')
      if (++depth > limits.depth) throw new FrameError('policy-violation', 'too deep')

      const name = readName(text, at + 1)
      const element = new Element(name)
      if (open) {
        element.parent = open
        open.children.push(element)
      } else root = element

      at = readAttributes(text, at + 1 + name.length, element.attrs, limits.attributes)
      checkPrefixes(element)

      if (text.charCodeAt(at) === 0x2f) {
        at++
        depth--
      } else open = element
      if (text.charCodeAt(at) !== 0x3e) throw malformed('start tag')
      at++
    }
  }
  if (open) throw malformed('element without end')
  return root
}

/** Reads `name="value"` pairs into `attrs` and answers where they end. */
function readAttributes(text: string, start: number, attrs: Element['attrs'], limit: number): number {
  let at = start
  for (let count = 0; ; count++) {
    const next = skipSpace(text, at)
    const code = text.charCodeAt(next)
    if (code === 0x3e || code === 0x2f) return next
    if (next === at) throw malformed('start tag')
    if (count === limit) throw new FrameError('policy-violation', 'too many attributes')

    const name = readName(text, next)
    at = skipSpace(text, next + name.length)
    if (text.charCodeAt(at) !== 0x3d /* = */) throw malformed('attribute without value')
    at = skipSpace(text, at + 1)
    const quote = text.charAt(at)
    const close = quote === '"' || quote === "'" ? text.indexOf(quote, at + 1) : -1
    if (close < 0) throw malformed('attribute value')
    const value = text.slice(at + 1, close)
    if (value.includes('<')) throw malformed('< in an attribute value')
    if (Object.hasOwn(attrs, name)) throw malformed('duplicate attribute')
    attrs[name] = readValue(value)
    at = close + 1
  }
}

function checkPrefixes(element: Element): void {
  const { name, attrs } = element
  if (name.includes(':') && element.getNS() === undefined) throw malformed('undeclared prefix')
  if (attrs['xmlns'] === '') attrs['xmlns'] = NO_NAMESPACE
}

function readName(text: string, at: number): string {
  // Nearly all names are of small letters and hyphens.
  let end = at
  let code = text.charCodeAt(end)
  if (isSmallLetter(code)) {
    do code = text.charCodeAt(++end)
    while (isSmallLetter(code) || code === 0x2d)
    if (ENDS_NAME.has(code)) return text.slice(at, end)
  }
  NAME.lastIndex = at
  const name = NAME.exec(text)?.[0]
  if (name === undefined) throw malformed('name')
  return name
}

const isSmallLetter = (code: number) => code >= 0x61 && code <= 0x7a

function skipSpace(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code !== 0x20 && code !== 0x0a && code !== 0x09) return at
  SPACE.lastIndex = at
  SPACE.exec(text)
  return SPACE.lastIndex
}

function readText(raw: string): string {
  if (raw.includes(']]>')) throw malformed(']]> in text')
  return raw.includes('&') ? decodeEntities(raw) : raw
}

function readValue(raw: string): string {
  // XML 1.0 §3.3.3: literal white space in a value is a space.
  const value = /[\t\n]/.test(raw) ? raw.replace(/[\t\n]/g, ' ') : raw
  return value.includes('&') ? decodeEntities(value) : value
}

function decodeEntities(raw: string): string {
  return raw.replace(/&([^;&]{0,10})(;?)/g, (_all, name: string, end: string) => {
    if (!end) throw malformed('& without ;')
    const character = ENTITIES.get(name) ?? readCharacterReference(name)
    if (character === undefined) throw malformed('undefined entity')
    return character
  })
}

function readCharacterReference(name: string): string | undefined {
  const digits = /^#(?:x([0-9A-Fa-f]+)|([0-9]+))$/.exec(name)
  if (!digits) return undefined
  const code = digits[1] ? Number.parseInt(digits[1], 16) : Number.parseInt(digits[2] ?? '', 10)
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined
  const character = String.fromCodePoint(code)
  return ILLEGAL_CHARACTER.test(character) ? undefined : character
}
