import { WebSocketServer } from 'ws'
import { LOOPBACK, portOf } from '../server/ports.mjs'
import { Wire } from './wire.mjs'

/**
 * An XMPP server over WebSocket (RFC 7395) that does what it is told, for all that a real one will not do.
 * A scene is what happens on one connection; the ready ones are in scenes.mjs and scenes-sasl2.mjs.
 *
 * @typedef {(peer: Wire, index: number) => void | Promise<void>} Scene  `index`: 0 for the first connection
 */

/**
 * @param {Scene} scene
 */
export async function startScriptedServer(scene) {
  const server = new WebSocketServer({ host: LOOPBACK, port: 0, handleProtocols: () => 'xmpp' })
  await new Promise(resolve => server.once('listening', resolve))
  /** @type {Wire[]} */
  const peers = []
  /** @type {unknown[]} */
  const errors = []
  let current = scene

  server.on('connection', socket => {
    const peer = new Wire(socket, 'scripted server')
    const index = peers.push(peer) - 1
    // A client may leave in the middle of a scene; whether that is a failure is for the test to say.
    Promise.resolve(current(peer, index)).catch(error => errors.push(error))
  })

  return {
    url: `ws://${LOOPBACK}:${portOf(/** @type {any} */ (server))}/xmpp-websocket`,
    /** One for each connection so far. */
    peers,
    /** What went wrong in the scenes. */
    errors,
    /** What happens on the next connections. @param {Scene} next */
    play: next => {
      current = next
    },
    /** @returns {Promise<void>} */
    stop: () =>
      new Promise(resolve => {
        for (const peer of peers) peer.drop()
        server.close(() => resolve())
      }),
  }
}
