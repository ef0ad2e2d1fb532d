// SHA-1 (FIPS 180-4 §6.1), at once, where WebCrypto would make drawing wait: for colours and fingerprints of features,
// never to keep a secret.

const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0] as const
const BLOCK = 64

/** The 20 bytes of the hash. */
export function sha1(message: Uint8Array): Uint8Array {
  const padded = pad(message)
  const hash = Int32Array.from(START)
  const schedule = new Int32Array(80)
  for (let at = 0; at < padded.byteLength; at += BLOCK) {
    for (let t = 0; t < 80; t++) schedule[t] = t < 16 ? padded.getInt32(at + t * 4) : mixed(schedule, t)
    let [a, b, c, d, e] = hash as unknown as [number, number, number, number, number]
    for (let t = 0; t < 80; t++) {
      const next = (rotated(a, 5) + round(t, b, c, d) + e + (schedule[t] ?? 0)) | 0
      e = d
      d = c
      c = rotated(b, 30)
      b = a
      a = next
    }
    const sums = [a, b, c, d, e]
    for (let i = 0; i < 5; i++) hash[i] = (hash[i] ?? 0) + (sums[i] ?? 0)
  }
  const out = new DataView(new ArrayBuffer(20))
  hash.forEach((word, i) => {
    out.setInt32(i * 4, word)
  })
  return new Uint8Array(out.buffer)
}

/** A one, zeros, and the length in bits, to whole blocks. */
function pad(message: Uint8Array): DataView {
  const bytes = new Uint8Array(Math.ceil((message.length + 9) / BLOCK) * BLOCK)
  bytes.set(message)
  bytes[message.length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setBigUint64(bytes.length - 8, BigInt(message.length) * 8n)
  return view
}

function mixed(schedule: Int32Array, t: number): number {
  const word = (back: number) => schedule[t - back] ?? 0
  return rotated(word(3) ^ word(8) ^ word(14) ^ word(16), 1)
}

function round(t: number, b: number, c: number, d: number): number {
  if (t < 20) return ((b & c) | (~b & d)) + 0x5a827999
  if (t < 40) return (b ^ c ^ d) + 0x6ed9eba1
  if (t < 60) return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc
  return (b ^ c ^ d) + 0xca62c1d6
}

function rotated(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}
