import { connect, createServer } from 'node:net'
import { LOOPBACK, portOf } from '../server/ports.mjs'

/**
 * A cable between two servers that can be pulled out and put back while both of them run.
 * @param {number} target port on loopback
 */
export async function layLine(target) {
  /** @type {Set<import('node:net').Socket>} */
  const ends = new Set()
  const listener = createServer(near => {
    const far = connect(target, LOOPBACK)
    for (const [from, to] of /** @type {const} */ ([
      [near, far],
      [far, near],
    ])) {
      ends.add(from)
      from.pipe(to)
      from
        .on('error', () => {})
        .on('close', () => {
          ends.delete(from)
          to.destroy()
        })
    }
  })
  await new Promise(resolve => listener.listen(0, LOOPBACK, () => resolve(undefined)))
  return {
    port: portOf(listener),
    /** Ends what runs over it; new connections work at once. @returns {number} how many there were */
    cut: () => {
      const count = ends.size / 2
      for (const end of [...ends]) end.destroy()
      return count
    },
    close: () => {
      for (const end of [...ends]) end.destroy()
      return new Promise(resolve => listener.close(resolve))
    },
  }
}
