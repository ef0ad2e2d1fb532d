import type { ReactNode } from 'react'

const safeProtocols: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'xmpp:'])

/** The address in normal form when it is one a link may lead to; else undefined. */
export function safeHref(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  return safeProtocols.has(url.protocol) ? url.href : undefined
}

/** A link to an address somebody else wrote; plain text when it leads nowhere safe. Tells the other side nothing about us. */
export function SafeLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const safe = safeHref(href)
  if (safe === undefined) return <>{children}</>
  return (
    <a href={safe} target="_blank" rel="noopener noreferrer nofollow" referrerPolicy="no-referrer">
      {children}
    </a>
  )
}
