// XEP-0012: Last Activity.
import { type Element, xml } from '@xmpp/xml'
import type { Request } from '../request.ts'
import { child, legalText, nonEmpty } from '../xml.ts'

export const NS_LAST = 'jabber:iq:last'

export interface LastActivity {
  /** To a full JID: idle for so many seconds. To a bare JID: offline for so many (§4). To a server: up for so many. */
  readonly seconds: number
  /** The status of the last unavailable presence, when a bare JID was asked. */
  readonly text?: string
}

/** Asks a client how long it is idle, or a server how long an account is offline. */
export const getLastActivity: Request<void, LastActivity> = {
  type: 'get',
  encode: () => xml('query', { xmlns: NS_LAST }),
  decode(iq) {
    const query = child(iq, 'query', NS_LAST)
    const seconds = query?.attrs['seconds']
    if (!query || seconds === undefined || !/^\d{1,12}$/.test(seconds)) return undefined
    const text = nonEmpty(query.text())
    return { seconds: Number(seconds), ...(text !== undefined && { text }) }
  },
}

/** Our answer: whole seconds without input. */
export function encodeLastActivity({ seconds, text }: LastActivity): Element {
  return xml('query', { xmlns: NS_LAST, seconds: Math.max(0, Math.floor(seconds)) }, text && legalText(text))
}
