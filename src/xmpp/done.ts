/** The decode of a request whose empty result is its whole answer: undefined would mean that it was malformed. */
export const done = (): true => true
