/**
 * A map under change: reads through to `base`, copies it at the first write and at most once.
 * A batch of n events on a map of n entries stays linear this way.
 */
export class MapDraft<K, V> {
  #copy: Map<K, V> | undefined

  constructor(private readonly base: ReadonlyMap<K, V>) {}

  get(key: K): V | undefined {
    return (this.#copy ?? this.base).get(key)
  }

  has(key: K): boolean {
    return (this.#copy ?? this.base).has(key)
  }

  set(key: K, value: V): void {
    this.#copy ??= new Map(this.base)
    this.#copy.set(key, value)
  }

  delete(key: K): void {
    if (!this.has(key)) return
    this.#copy ??= new Map(this.base)
    this.#copy.delete(key)
  }

  /** The new map, or `base` itself when nothing was written. */
  finish(): ReadonlyMap<K, V> {
    return this.#copy ?? this.base
  }
}
