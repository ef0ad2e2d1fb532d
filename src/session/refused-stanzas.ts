const STANZA = /^\s*<(?:iq|message|presence)[\s/>]/
const ID = /\sid=(["'])(.*?)\1/
const LONGEST_START = 2_000

/**
 * Whether a stanza that the gate refused counts as received (XEP-0198). One that came from somewhere on the way must
 * not: the count would swallow the next good one. One that the server itself relayed has to, or each resumption would
 * bring it back. It is the server's when it is back, at the same place.
 */
export class RefusedStanzas {
  #last: string | undefined

  /** @param position how many stanzas had arrived before it */
  counts(frame: string, position: number): boolean {
    if (!STANZA.test(frame)) return false
    const sign = `${position} ${ID.exec(frame.slice(0, LONGEST_START))?.[2] ?? ''}`
    const isBack = sign === this.#last
    this.#last = isBack ? undefined : sign
    return isBack
  }
}
