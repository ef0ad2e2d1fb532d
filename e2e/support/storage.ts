import type { Page } from '@playwright/test'

/** Everything that the page's origin keeps, as one text: localStorage, sessionStorage, cookies and IndexedDB. */
export function dumpStorage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const pieces = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie]
    for (const { name = '' } of await indexedDB.databases()) {
      pieces.push(name)
      const database = await settled(indexedDB.open(name))
      for (const store of database.objectStoreNames) {
        const rows = database.transaction(store).objectStore(store)
        const [keys, values] = await Promise.all([settled(rows.getAllKeys()), settled(rows.getAll())])
        pieces.push(store, JSON.stringify([keys, values], asText))
      }
      database.close()
    }
    return pieces.join('\n')

    function settled<T>(request: IDBRequest<T>): Promise<T> {
      return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    }

    function asText(_key: string, value: unknown): unknown {
      if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value)
      if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value as Uint8Array<ArrayBuffer>)
      return value instanceof Map || value instanceof Set ? [...value] : value
    }
  })
}
