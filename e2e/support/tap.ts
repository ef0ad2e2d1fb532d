import { expect, type Page } from '@playwright/test'

/** What one connection of the page said and heard, frame by frame. */
export interface Tapped {
  readonly url: string
  readonly sent: string[]
  readonly received: string[]
}

/** Listens to every WebSocket of a page from now on: for what must, and what must not, be on the wire. */
export function tapWire(page: Page) {
  const connections: Tapped[] = []
  page.on('websocket', socket => {
    const tapped: Tapped = { url: socket.url(), sent: [], received: [] }
    connections.push(tapped)
    socket.on('framesent', ({ payload }) => void tapped.sent.push(String(payload)))
    socket.on('framereceived', ({ payload }) => void tapped.received.push(String(payload)))
  })
  const sent = () => connections.flatMap(connection => connection.sent)
  const received = () => connections.flatMap(connection => connection.received)
  return {
    connections,
    sent,
    received,
    /** How many of the frames sent so far match. */
    countSent: (match: RegExp) => sent().filter(frame => match.test(frame)).length,
    /** Waits until the page has said it. */
    async expectSent(match: RegExp): Promise<void> {
      await expect
        .poll(() => sent().some(frame => match.test(frame)), { message: `sends ${match}` })
        .toBe(true)
    },
  }
}
