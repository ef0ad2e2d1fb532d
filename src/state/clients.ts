/** What a caps hash stands for, verified (XEP-0115 §5.4). Keyed by `hash/ver`. */
export interface ClientInfo {
  readonly name?: string
  /** XEP-0030 identity type of category client: pc, phone, web, bot, console … */
  readonly type?: string
  readonly features: readonly string[]
}

export interface ClientsSlice {
  readonly byHash: ReadonlyMap<string, ClientInfo>
}

export const emptyClients: ClientsSlice = { byHash: new Map() }

export function applyClientInfo(slice: ClientsSlice, key: string, info: ClientInfo): ClientsSlice {
  return { byHash: new Map(slice.byHash).set(key, info) }
}

export function clientKey(caps: { readonly hash: string; readonly ver: string }): string {
  return `${caps.hash}/${caps.ver}`
}
