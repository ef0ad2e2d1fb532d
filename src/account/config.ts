import * as v from 'valibot'

/** `config.json` beside index.html: how the operator of this deployment set it up. All fields may be absent. */
export interface Config {
  /** Completes an address typed without a domain. */
  readonly defaultDomain?: string
  /** WebSocket address of the server; used for accounts of `defaultDomain`, or for all when there is none. */
  readonly serverUrl?: string
  /** Only accounts of `defaultDomain` may sign in here, over `serverUrl`. */
  readonly locked: boolean
  /** A local demonstration prefills its form. Only honoured where the page itself is on loopback. */
  readonly demo?: { readonly address: string; readonly password: string }
}

const schema = v.pipe(
  v.strictObject({
    defaultDomain: v.optional(v.pipe(v.string(), v.nonEmpty())),
    serverUrl: v.optional(v.pipe(v.string(), v.regex(/^wss?:\/\/./, 'must begin with wss://'))),
    locked: v.optional(v.boolean(), false),
    demo: v.optional(v.strictObject({ address: v.string(), password: v.string() })),
  }),
  v.check(config => !config.locked || config.defaultDomain !== undefined, 'locked needs defaultDomain'),
)

export type LoadedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problem: string }

/** Reads and validates it. A missing file is an empty configuration; a broken one is an error the page shows. */
export async function loadConfig(read: typeof fetch = fetch): Promise<LoadedConfig> {
  let text: string
  try {
    const response = await read('./config.json', { cache: 'no-cache', credentials: 'omit' })
    if (response.status === 404) return { ok: true, config: { locked: false } }
    if (!response.ok) return { ok: false, problem: `HTTP ${response.status}` }
    text = await response.text()
  } catch {
    // Without a network the page itself came from a cache; so does what it needs to reopen an account.
    return { ok: true, config: { locked: false } }
  }
  return parseConfig(text)
}

/** The text of config.json → the configuration, or what is wrong with it and where. */
export function parseConfig(text: string): LoadedConfig {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : 'not JSON' }
  }
  if (Array.isArray(json)) return { ok: false, problem: 'not an object' }
  const result = v.safeParse(schema, json)
  if (result.success) return { ok: true, config: withoutUndefined(result.output) }
  const [issue] = result.issues
  const where = v.getDotPath(issue)
  return { ok: false, problem: where ? `${where}: ${issue.message}` : issue.message }
}

function withoutUndefined(config: v.InferOutput<typeof schema>): Config {
  return {
    locked: config.locked,
    ...(config.defaultDomain === undefined ? {} : { defaultDomain: config.defaultDomain }),
    ...(config.serverUrl === undefined ? {} : { serverUrl: config.serverUrl }),
    ...(config.demo === undefined ? {} : { demo: config.demo }),
  }
}
