// RFC 4616. In UTF-8; only ever chosen over TLS or to this machine itself (see choose.ts).
import { utf8 } from './bytes.ts'
import type { Mechanism } from './mechanism.ts'

export function createPlain(username: string, password: string): Mechanism {
  return {
    name: 'PLAIN',
    start: () => utf8(`\0${username}\0${password}`),
    respond: async () => utf8(''),
    // It proves nothing: TLS has to.
    verify: () => {},
  }
}
