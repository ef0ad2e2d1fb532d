import type { Element } from '@xmpp/xml'

/** A payload that only others write (servers, mostly): how it is read from its parent. */
export interface Reader<T> {
  /** The payload's namespace. */
  readonly ns: string
  /** Looks among the direct children of `parent`; undefined for absent and for malformed. Never throws. */
  decode(parent: Element): T | undefined
  /** What disco#info says because of this payload; its namespace when not given. */
  readonly features?: readonly string[]
}

/** A payload that we read and write. Round trip: `decode(parent of encode(value))` equals `value`. */
export interface Codec<T> extends Reader<T> {
  encode(value: T): Element
}

/** A registry: the key is the name of the field that the payload becomes. */
export type Codecs = Readonly<Record<string, Reader<unknown>>>

/** The optional fields that a registry of codecs puts on what is decoded. */
export type Decoded<C extends Codecs> = {
  readonly [K in keyof C]?: C[K] extends Reader<infer T> ? T : never
}

/** The optional fields of a registry that we can also write. */
export type Encodable<C extends Codecs> = {
  readonly [K in keyof C as C[K] extends { encode(value: never): Element } ? K : never]?: C[K] extends Codec<
    infer T
  >
    ? T
    : never
}

/** Every registered payload found in `parent`. Linear in its children. */
export function decodeExtensions<C extends Codecs>(codecs: C, parent: Element): Decoded<C> {
  const found: Record<string, unknown> = {}
  for (const key in codecs) {
    const value = codecs[key]?.decode(parent)
    if (value !== undefined) found[key] = value
  }
  return found as Decoded<C>
}

/** The elements of those fields of `values` that a registered codec can write. */
export function encodeExtensions<C extends Codecs>(codecs: C, values: Encodable<C>): Element[] {
  const fields = values as Readonly<Record<string, unknown>>
  const written: Element[] = []
  for (const key in codecs) {
    const codec: Partial<Codec<unknown>> | undefined = codecs[key]
    const value = fields[key]
    if (value !== undefined && codec?.encode) written.push(codec.encode(value))
  }
  return written
}

/** What disco#info has to say because these codecs are registered. */
export function featuresOf(codecs: Codecs): string[] {
  return Object.values(codecs).flatMap(codec => codec.features ?? [codec.ns])
}
