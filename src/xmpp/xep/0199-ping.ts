// XEP-0199: XMPP Ping.
import { xml } from '@xmpp/xml'
import { done } from '../done.ts'
import type { Request } from '../request.ts'

export const NS_PING = 'urn:xmpp:ping'

/** Is anybody there? An error is an answer too (§4.2): it also proves that the link lives. */
export const ping: Request<void, true> = {
  type: 'get',
  encode: () => xml('ping', { xmlns: NS_PING }),
  decode: done,
}
