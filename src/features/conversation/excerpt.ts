/** More than this of one message is drawn only when asked for: a page of text must not hold up the conversation. */
const LONGEST_EXCERPT = 4_000
const MOST_LINES = 60

/** The beginning of a long message; a message of usual length as it is. */
export function excerptOf(body: string): string {
  const cut = Math.min(body.length, LONGEST_EXCERPT)
  let end = 0
  for (let lines = 0; lines < MOST_LINES; lines++) {
    const next = body.indexOf('\n', end)
    if (next < 0 || next >= cut) return body.slice(0, wholeCharacter(body, cut))
    end = next + 1
  }
  return body.slice(0, end - 1)
}

/** Never between the halves of a surrogate pair. */
function wholeCharacter(body: string, cut: number): number {
  const last = body.charCodeAt(cut - 1)
  return cut < body.length && last >= 0xd800 && last < 0xdc00 ? cut - 1 : cut
}
