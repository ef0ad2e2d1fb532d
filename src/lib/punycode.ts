// RFC 3492, decoding only: encoding is the platform's (URL).

/** The Unicode text of a punycode label without its `xn--`; undefined when it is not punycode. Linear but for its insertions. */
export function decodePunycode(text: string): string | undefined {
  if (!/^[a-z0-9-]{1,59}$/.test(text)) return undefined
  const dash = text.lastIndexOf('-')
  const output = [...text.slice(0, Math.max(dash, 0))].map(character => character.codePointAt(0) ?? 0)
  let codePoint = 128
  let bias = 72
  let index = 0
  for (let at = dash + 1; at < text.length; ) {
    const before = index
    for (let weight = 1, k = 36; ; k += 36) {
      const digit = digitOf(text.charCodeAt(at++))
      if (digit === undefined) return undefined
      index += digit * weight
      const threshold = Math.min(Math.max(k - bias, 1), 26)
      if (digit < threshold) break
      weight *= 36 - threshold
      if (weight > 0x7fffffff || index > 0x7fffffff) return undefined
    }
    const length = output.length + 1
    bias = adapt(index - before, length, before === 0)
    codePoint += Math.floor(index / length)
    index %= length
    if (codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) return undefined
    output.splice(index++, 0, codePoint)
  }
  return String.fromCodePoint(...output)
}

function digitOf(code: number): number | undefined {
  if (code >= 97 && code <= 122) return code - 97
  return code >= 48 && code <= 57 ? code - 22 : undefined
}

function adapt(delta: number, length: number, first: boolean): number {
  let rest = first ? Math.floor(delta / 700) : delta >> 1
  rest += Math.floor(rest / length)
  let k = 0
  for (; rest > 455; k += 36) rest = Math.floor(rest / 35)
  return k + Math.floor((36 * rest) / (rest + 38))
}
