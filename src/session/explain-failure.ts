import type { Environment } from './environment.ts'
import type { EndReason } from './events.ts'
import type { Failure } from './failure.ts'

const PROBE_TIMEOUT = 3_000

/**
 * A browser does not say why a WebSocket did not open. Whether anybody answers there at all tells "no such host" from
 * "a host without XMPP over WebSocket".
 */
export async function explainFailure(
  failure: Failure,
  services: readonly string[],
  environment: Environment,
): Promise<EndReason> {
  if (failure.reason !== 'no-websocket') return failure.reason
  try {
    await Promise.any(services.map(service => probe(service, environment)))
    return 'no-websocket'
  } catch {
    return 'host-unreachable'
  }
}

/** Resolves when the host speaks HTTP, whatever it says. */
function probe(service: string, environment: Environment): Promise<unknown> {
  return environment.fetch(service.replace(/^ws/, 'http'), {
    mode: 'no-cors',
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(PROBE_TIMEOUT),
  })
}
