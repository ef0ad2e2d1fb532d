// The part of @xmpp/client that the interop test uses; the package ships no types.
declare module '@xmpp/client' {
  interface Stanza {
    is(name: string): boolean
    getChildText(name: string): string | null
  }
  export function client(options: { service: string; domain: string; username: string; password: string }): {
    on(event: 'error', listener: (error: Error) => void): void
    on(event: 'nonza' | 'stanza', listener: (stanza: Stanza) => unknown): void
    start(): Promise<unknown>
    stop(): Promise<unknown>
    send(stanza: unknown): Promise<void>
  }
  export function xml(name: string, attrs?: Record<string, string>, ...children: unknown[]): unknown
}
