// XEP-0392: the same address has the same colour in every client.
import { sha1 } from '../lib/sha1.ts'

const utf8 = new TextEncoder()
const known = new Map<string, number>()

/** Degrees, 0 ≤ hue < 360: the first 16 bits of the SHA-1 of the text, little endian. */
export function hueOf(text: string): number {
  let hue = known.get(text)
  if (hue === undefined) {
    const [low = 0, high = 0] = sha1(utf8.encode(text))
    hue = ((low | (high << 8)) / 65_536) * 360
    known.set(text, hue)
  }
  return hue
}
