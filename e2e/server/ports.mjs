import { createServer } from 'node:net'

/** Everything this project starts listens here and nowhere else. */
export const LOOPBACK = '127.0.0.1'

/**
 * Asks the system for ports that nobody listens on.
 * All are held open until the last one is known, so that no two are the same.
 * @param {number} count
 * @returns {Promise<number[]>}
 */
export async function freePorts(count) {
  const held = await Promise.all(Array.from({ length: count }, () => hold(0)))
  const ports = held.map(server => portOf(server))
  await Promise.all(held.map(server => new Promise(done => server.close(done))))
  return ports
}

/**
 * The first port from `wanted` upwards that can be listened on.
 * @param {number} wanted
 * @returns {Promise<number>}
 */
export async function freePortFrom(wanted) {
  for (let port = wanted; port < Math.min(wanted + 100, 65_536); port++) {
    try {
      const server = await hold(port)
      await new Promise(done => server.close(done))
      return port
    } catch {
      // Taken: the next one may be free.
    }
  }
  throw new Error(`No free port from ${wanted} on.`)
}

/** @param {import('node:net').Server | import('node:http').Server} server */
export function portOf(server) {
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The server does not listen on a port.')
  return address.port
}

/**
 * @param {number} port
 * @returns {Promise<import('node:net').Server>}
 */
function hold(port) {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, LOOPBACK, () => resolve(server))
  })
}
