// XEP-0484 FAST with the mechanism HT-SHA-256-NONE (draft-schmaus-kitten-sasl-ht).
import { concat, hmac, sameBytes, utf8 } from './bytes.ts'
import { type Mechanism, SaslRefusal } from './mechanism.ts'

export const HASHED_TOKEN = 'HT-SHA-256-NONE'

/** @param token as the server gave it */
export function createHashedToken(username: string, token: string): Mechanism {
  const key = utf8(token)
  let responder: Uint8Array | undefined
  return {
    name: HASHED_TOKEN,
    start: async () => {
      responder = await hmac('SHA-256', key, 'Responder')
      return concat(utf8(`${username}\0`), await hmac('SHA-256', key, 'Initiator'))
    },
    respond: async () => {
      throw new SaslRefusal('server-not-proved')
    },
    verify: data => {
      if (!data || !responder || !sameBytes(data, responder)) throw new SaslRefusal('server-not-proved')
    },
  }
}
