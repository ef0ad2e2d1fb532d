// RFC 7622. JIDs are prepared once, at the edge, and compared as strings everywhere else.
declare const brand: unique symbol

/** `local@domain` or `domain`, prepared. */
export type BareJid = string & { readonly [brand]: 'bare' }
/** `local@domain/resource` or `domain/resource`, prepared. */
export type FullJid = string & { readonly [brand]: 'full' }
export type Jid = BareJid | FullJid
