/** What one message may measure on the wire; servers refuse, or end the stream over, much more. */
export const LARGEST_MESSAGE = 65_536

/** Its bytes on the wire: UTF-8, with the characters that XML writes longer. */
export function sizeOnWire(body: string): number {
  let size = 0
  for (let i = 0; i < body.length; i++) {
    const code = body.charCodeAt(i)
    if (code === 0x26) size += 5
    else if (code === 0x3c || code === 0x3e) size += 4
    else if (code < 0x80) size += 1
    else if (code < 0x800) size += 2
    // A surrogate pair is four bytes: two for each half.
    else if (code >= 0xd800 && code < 0xe000) size += 2
    else size += 3
  }
  return size
}

export function isTooLong(body: string): boolean {
  return body.length * 5 > LARGEST_MESSAGE && sizeOnWire(body) > LARGEST_MESSAGE
}
