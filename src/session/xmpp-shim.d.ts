// The part of the @xmpp packages that this project uses; they ship no types.
declare module '@xmpp/client-core' {
  import type { EventEmitter } from 'node:events'
  import type { Element } from '@xmpp/xml'

  interface Socket {
    readonly secure: boolean
    on(event: 'error', listener: () => void): unknown
    write(text: string, done?: (error?: unknown) => void): void
    end(): void
  }
  export interface Jid {
    bare(): { toString(): string }
    toString(): string
  }
  export interface Transport {
    readonly prototype: { readonly NS: string }
  }
  export class Client extends EventEmitter {
    constructor(options: { domain: string; timeout?: number })
    jid: Jid | null
    status: string
    socket: Socket | null
    readonly transports: Transport[]
    connect(service: string): Promise<void>
    open(options: { domain: string; lang?: string }): Promise<Element>
    restart(): Promise<Element>
    protected _onData(data: unknown): void
    protected _onElement(element: Element): void
    protected _detachSocket(): void
    protected _detachParser(): void
    protected _status(status: string, ...args: unknown[]): void
  }
}

declare module '@xmpp/websocket/lib/Connection.js' {
  import type { Transport } from '@xmpp/client-core'

  const transport: Transport
  export default transport
}

declare module '@xmpp/middleware' {
  import type { Client } from '@xmpp/client-core'
  export interface Middleware {
    use(handler: (context: { readonly entity: Client }, next: () => Promise<void>) => unknown): unknown
  }
  export default function middleware(parts: { entity: Client }): Middleware
}

declare module '@xmpp/stream-features' {
  import type { Middleware } from '@xmpp/middleware'
  import type { Element } from '@xmpp/xml'
  export interface StreamFeatures {
    use(
      name: string,
      xmlns: string,
      handler: (context: unknown, next: () => Promise<void>, feature: Element) => unknown,
    ): unknown
  }
  export default function streamFeatures(parts: { middleware: Middleware }): StreamFeatures
}
