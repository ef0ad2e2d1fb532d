// XEP-0092: Software Version.
import { type Element, xml } from '@xmpp/xml'
import type { Request } from '../request.ts'
import { child, childText, legalText, nonEmpty } from '../xml.ts'

export const NS_VERSION = 'jabber:iq:version'

export interface SoftwareVersion {
  readonly name?: string
  readonly version?: string
  readonly os?: string
}

export const getSoftwareVersion: Request<void, SoftwareVersion> = {
  type: 'get',
  encode: () => xml('query', { xmlns: NS_VERSION }),
  decode(iq) {
    const query = child(iq, 'query', NS_VERSION)
    if (!query) return undefined
    const name = nonEmpty(childText(query, 'name', NS_VERSION))
    const version = nonEmpty(childText(query, 'version', NS_VERSION))
    const os = nonEmpty(childText(query, 'os', NS_VERSION))
    return { ...(name && { name }), ...(version && { version }), ...(os && { os }) }
  },
}

/** Our answer; leave `os` out unless the person wants it told (§6). */
export function encodeSoftwareVersion({ name, version, os }: SoftwareVersion): Element {
  return xml(
    'query',
    { xmlns: NS_VERSION },
    name && xml('name', {}, legalText(name)),
    version && xml('version', {}, legalText(version)),
    os && xml('os', {}, legalText(os)),
  )
}
