// The part of @xmpp/xml (ltx) that this project uses; the package ships no types.
declare module '@xmpp/xml' {
  export class Element {
    name: string
    attrs: Record<string, string | undefined>
    children: (Element | string)[]
    parent: Element | null
    constructor(name: string, attrs?: Record<string, unknown>)
    /** Resolved namespace of this element. */
    getNS(): string | undefined
    is(name: string, xmlns?: string): boolean
    /** Direct child. This project always passes the namespace: without it any namespace matches. */
    getChild(name: string, xmlns: string): Element | undefined
    getChildren(name: string, xmlns: string): Element[]
    getChildElements(): Element[]
    getChildText(name: string, xmlns: string): string | null
    text(): string
    append(...nodes: unknown[]): this
    toString(): string
  }
  export type Child = Element | number | string | undefined | null | false
  export function xml(
    name: string,
    attrs?: Record<string, number | string | undefined> | null,
    ...children: (Child | readonly Child[])[]
  ): Element
  export default xml
}

declare module '@xmpp/xml/lib/parse.js' {
  import type { Element } from '@xmpp/xml'
  /** A whole document at once. For tests: it refuses far less than the session does. */
  export default function parse(text: string): Element
}
