// What the test helpers use of @xmpp/xml beyond the app; adds to the app's own declaration.
declare module '@xmpp/xml' {
  export class Parser {
    on(event: 'start' | 'element' | 'end', listener: (element: Element) => void): this
    on(event: 'error', listener: (error: Error) => void): this
    write(text: string): void
  }
  export function escapeXML(text: string): string
  interface Element {
    /** The name without its prefix. */
    getName(): string
  }
}
