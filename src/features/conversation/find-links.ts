/** A piece of a message: words, or an address that may be followed. */
export type Segment =
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'text'; readonly text: string }

/** Longer addresses stay text (SECURITY T26). */
export const LONGEST_LINK = 4_096
/** More links than anybody writes in one message; what follows stays text. */
const MOST_LINKS = 200

const SCHEMES = ['https', 'http', 'mailto', 'xmpp'] as const
type Scheme = (typeof SCHEMES)[number]

/**
 * The links of a message. One walk over the text: every character is looked at a bounded number of times,
 * whatever it says (T36).
 */
export function findLinks(text: string): readonly Segment[] {
  const segments: Segment[] = []
  let shown = 0
  let links = 0
  let colon = text.indexOf(':')
  while (colon >= 0 && links < MOST_LINKS) {
    const scheme = schemeBefore(text, colon)
    if (!scheme) {
      colon = text.indexOf(':', colon + 1)
      continue
    }
    const start = colon - scheme.length
    const end = endOfAddress(text, colon + 1)
    const address = trimmed(text.slice(start, Math.min(end, start + LONGEST_LINK + 1)))
    const link = address.length > LONGEST_LINK ? undefined : linkOf(address, scheme)
    if (link) {
      if (start > shown) segments.push({ kind: 'text', text: text.slice(shown, start) })
      segments.push(link)
      shown = start + address.length
      links++
    }
    // What is no link as a whole holds none in parts either.
    colon = text.indexOf(':', end)
  }
  if (shown < text.length) segments.push({ kind: 'text', text: text.slice(shown) })
  return segments
}

const beforeScheme = /[a-z0-9+.-]/i

function schemeBefore(text: string, colon: number): Scheme | undefined {
  const before = text.slice(Math.max(0, colon - 6), colon).toLowerCase()
  const scheme = SCHEMES.find(candidate => before.endsWith(candidate))
  if (!scheme) return undefined
  if (scheme.startsWith('http') && !text.startsWith('//', colon + 1)) return undefined
  return beforeScheme.test(text.charAt(colon - scheme.length - 1)) ? undefined : scheme
}

const ends = /[\s\p{Cc}<>"“”«»「」『』【】`]/u

function endOfAddress(text: string, from: number): number {
  let end = from
  while (end < text.length && !ends.test(text.charAt(end))) end++
  return end
}

const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** Without the punctuation of the sentence around it; a closing bracket stays if it was opened inside. */
function trimmed(address: string): string {
  const open = new Map<string, number>()
  for (const character of address)
    if ('()[]{}'.includes(character)) open.set(character, (open.get(character) ?? 0) + 1)
  let end = address.length
  for (; end > 0; end--) {
    const last = address.charAt(end - 1)
    const opener = closers[last]
    if (
      opener === undefined ? !".,:;!?'’*…".includes(last) : (open.get(opener) ?? 0) >= (open.get(last) ?? 0)
    )
      break
    if (opener !== undefined) open.set(last, (open.get(last) ?? 0) - 1)
  }
  return address.slice(0, end)
}

// Marks and overrides of direction, invisible characters, box drawing: they make one address look like another.
const deceptive =
  /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u2028\u2029\u2500-\u257F\uFFF9-\uFFFB\\]/u

function linkOf(address: string, scheme: Scheme): Segment | undefined {
  if (deceptive.test(address)) return undefined
  const url = parsed(address)
  if (!url || hasUserinfo(url)) return undefined
  if (scheme === 'mailto' || scheme === 'xmpp') {
    return url.pathname.includes('@') || scheme === 'xmpp'
      ? labelled(address, url, url.pathname !== '')
      : undefined
  }
  const host = typedHost(address)
  return labelled(url.hostname === host.toLowerCase() ? address : url.href, url, !mixesScripts(host))
}

/** The label is the target: an international host, or one that means another, is shown as what it is. */
function labelled(text: string, url: URL, isHonest: boolean): Segment | undefined {
  return isHonest ? { kind: 'link', text, href: url.href } : undefined
}

function hasUserinfo(url: URL): boolean {
  return url.username !== '' || url.password !== ''
}

function parsed(address: string): URL | undefined {
  try {
    return new URL(address)
  } catch {
    return undefined
  }
}

/** Between `//` and the next of `/?#`, without a port. */
function typedHost(address: string): string {
  const authority = address.slice(address.indexOf('//') + 2).split(/[/?#]/, 1)[0] ?? ''
  return authority.replace(/:\d*$/, '')
}

const scripts = [
  /\p{Script=Latin}/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Cherokee}/u,
  /[^\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Cherokee}\p{Script=Common}\p{Script=Inherited}]/u,
]

/** A label in two scripts pretends; only the East Asian ones are written together with Latin. */
function mixesScripts(host: string): boolean {
  return host.split(/[.。．｡]/).some(label => {
    const used = scripts.flatMap((script, i) => (script.test(label) ? [i] : []))
    return used.length > 1 && !(used.length === 2 && used[0] === 0 && used[1] === 1)
  })
}
