// What comes back from a disk is a stranger's word: each row is read field by field, or not at all (T43).

/** Reads one value; undefined means malformed. */
export type Reader<T> = (value: unknown) => T | undefined

type OptionalKeys<T> = { [K in keyof T]-?: Record<never, never> extends Pick<T, K> ? K : never }[keyof T]
type RequiredFields<T> = { readonly [K in Exclude<keyof T, OptionalKeys<T>>]: Reader<T[K]> }
type OptionalFields<T> = { readonly [K in OptionalKeys<T>]-?: Reader<Exclude<T[K], undefined>> }

export const text: Reader<string> = value => (typeof value === 'string' ? value : undefined)

export const flag: Reader<boolean> = value => (typeof value === 'boolean' ? value : undefined)

export const finite: Reader<number> = value =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

/** What a Date can hold: anything else would reach the screen as "Invalid Date". */
export const timestamp: Reader<number> = value =>
  typeof value === 'number' && Math.abs(value) <= 8.64e15 ? value : undefined

/** One of these words. */
export function oneOf<const T extends string>(...words: readonly T[]): Reader<T> {
  const known = new Set<unknown>(words)
  const isKnown = (value: unknown): value is T => known.has(value)
  return value => (isKnown(value) ? value : undefined)
}

/** A list in which every element is well formed. */
export function listOf<T>(read: Reader<T>): Reader<readonly T[]> {
  return value => {
    if (!Array.isArray(value)) return undefined
    const list: T[] = []
    for (const element of value) {
      const item = read(element)
      if (item === undefined) return undefined
      list.push(item)
    }
    return list
  }
}

/**
 * An object with these fields; all others are left behind. A field that is added to `T` must be added here too,
 * or it does not compile.
 */
export function shape<T extends object>(required: RequiredFields<T>, optional: OptionalFields<T>): Reader<T> {
  const needed = Object.entries<Reader<unknown>>(required)
  const fields = [...needed, ...Object.entries<Reader<unknown>>(optional)]
  const names = fields.map(([name]) => name)
  const readers = fields.map(([, read]) => read)
  return value => {
    if (typeof value !== 'object' || value === null) return undefined
    const given = value as Readonly<Record<string, unknown>>
    const result: Record<string, unknown> = {}
    // Plain indices: 20,000 rows pass here before the first screen, and an iterator costs more than the checks.
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index] as string
      const raw = given[name]
      const field = raw === undefined ? undefined : readers[index]?.(raw)
      if (field !== undefined) result[name] = field
      else if (raw !== undefined || index < needed.length) return undefined
    }
    return result as T
  }
}
