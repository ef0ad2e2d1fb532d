import type { KeptSecret } from '../session/session.ts'

// What "Keep me signed in" stores, as bytes: storage encrypts them without knowing what they are.

export function encodeSecret(secret: KeptSecret): Uint8Array {
  const { scram, fast } = secret
  const json = {
    ...(fast ? { fast } : {}),
    ...(scram
      ? { scram: { ...scram, clientKey: [...scram.clientKey], serverKey: [...scram.serverKey] } }
      : {}),
  }
  return new TextEncoder().encode(JSON.stringify(json))
}

/** undefined when the bytes are not what `encodeSecret` made. */
export function decodeSecret(bytes: Uint8Array): KeptSecret | undefined {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (!isRecord(json)) return undefined
    const scram = readScram(json['scram'])
    const fast = readFast(json['fast'])
    return scram || fast ? { ...(scram && { scram }), ...(fast && { fast }) } : undefined
  } catch {
    return undefined
  }
}

function readScram(value: unknown): KeptSecret['scram'] {
  if (!isRecord(value)) return undefined
  const { hash, salt, iterations, clientKey, serverKey } = value
  if (hash !== 'SHA-1' && hash !== 'SHA-256' && hash !== 'SHA-512') return undefined
  if (typeof salt !== 'string' || typeof iterations !== 'number') return undefined
  if (!isBytes(clientKey) || !isBytes(serverKey)) return undefined
  return {
    hash,
    salt,
    iterations,
    clientKey: Uint8Array.from(clientKey),
    serverKey: Uint8Array.from(serverKey),
  }
}

function readFast(value: unknown): KeptSecret['fast'] {
  if (!isRecord(value)) return undefined
  const { mechanism, token, expiry } = value
  if (typeof mechanism !== 'string' || typeof token !== 'string') return undefined
  return { mechanism, token, ...(typeof expiry === 'number' ? { expiry } : {}) }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isBytes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(byte => Number.isInteger(byte) && byte >= 0 && byte < 256)
}
