/**
 * Splits one direction of a WebSocket connection (RFC 6455) into its HTTP head and its frames, each with the bytes
 * it came in. Fragments are joined; control frames have no text.
 *
 * @typedef {{ raw: Buffer, text?: string }} Piece
 */
export class FrameSplitter {
  #rest = Buffer.alloc(0)
  #inHead = true
  /** @type {Buffer[]} */
  #fragments = []

  /**
   * @param {Buffer} bytes as they arrived
   * @returns {Piece[]} what is whole by now
   */
  push(bytes) {
    this.#rest = Buffer.concat([this.#rest, bytes])
    /** @type {Piece[]} */
    const pieces = []
    for (let piece = this.#next(); piece; piece = this.#next()) pieces.push(piece)
    return pieces
  }

  /** @returns {Piece | undefined} */
  #next() {
    if (!this.#inHead) return this.#nextFrame()
    const end = this.#rest.indexOf('\r\n\r\n')
    if (end < 0) return undefined
    this.#inHead = false
    return { raw: this.#take(end + 4) }
  }

  /** @returns {Piece | undefined} */
  #nextFrame() {
    const buffer = this.#rest
    if (buffer.length < 2) return undefined
    const [first = 0, second = 0] = buffer
    const masked = second & 0x80
    let length = second & 0x7f
    let offset = 2
    if (length === 126) {
      if (buffer.length < 4) return undefined
      length = buffer.readUInt16BE(2)
      offset = 4
    } else if (length === 127) {
      if (buffer.length < 10) return undefined
      length = Number(buffer.readBigUInt64BE(2))
      offset = 10
    }
    const start = offset + (masked ? 4 : 0)
    if (buffer.length < start + length) return undefined
    const mask = buffer.subarray(offset, start)
    const payload = Buffer.from(buffer.subarray(start, start + length))
    if (masked) for (let i = 0; i < length; i++) payload[i] = (payload[i] ?? 0) ^ (mask[i % 4] ?? 0)
    const raw = this.#take(start + length)

    const opcode = first & 0x0f
    if (opcode >= 8) return { raw }
    this.#fragments.push(payload)
    if (!(first & 0x80)) return { raw }
    const text = Buffer.concat(this.#fragments).toString()
    this.#fragments = []
    return { raw, text }
  }

  /** @param {number} length */
  #take(length) {
    const taken = this.#rest.subarray(0, length)
    this.#rest = this.#rest.subarray(length)
    return taken
  }
}
