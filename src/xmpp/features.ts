import { featuresOf } from './codec.ts'
import { messageExtensions, pepNodes, presenceExtensions } from './extensions.ts'
import { NS_LAST } from './xep/0012-last-activity.ts'
import { NS_DISCO_INFO } from './xep/0030-service-discovery.ts'
import { NS_VERSION } from './xep/0092-software-version.ts'
import { NS_PING } from './xep/0199-ping.ts'
import { NS_TIME } from './xep/0202-entity-time.ts'

/** Questions that we answer to those who may see our presence. */
const answered = [NS_DISCO_INFO, NS_LAST, NS_PING, NS_TIME, NS_VERSION]

/** What our disco#info says (XEP-0030 §3.1) and our capability hash is made of: sorted, each once. */
export const ownFeatures: readonly string[] = [
  ...new Set([
    ...answered,
    ...featuresOf(presenceExtensions),
    ...featuresOf(messageExtensions),
    ...featuresOf(pepNodes).map(node => `${node}+notify`),
  ]),
].sort()
