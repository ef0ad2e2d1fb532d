import type { JSX } from 'react'
import type { Delivery } from '../../xmpp/chat-message.ts'

/** The mark of a delivery; the words stand beside it. */
export function Tick({ delivery }: { readonly delivery: Delivery }) {
  return (
    <svg className={delivery === 'displayed' ? 'tick seen' : 'tick'} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[delivery]}
    </svg>
  )
}

const shapes: Record<Delivery, JSX.Element> = {
  pending: (
    <>
      <circle cx="8" cy="8" r="5.2" />
      <path d="M8 5.2V8l1.8 1.2" />
    </>
  ),
  sent: <path d="m3.6 8.4 3 3 6-6.6" />,
  offline: (
    <path d="M8 2.4v5.4M5.8 5.8 8 8l2.2-2.2M2.6 9.4h3l.9 1.6h3l.9-1.6h3v2.6a1.6 1.6 0 0 1-1.6 1.6H4.2a1.6 1.6 0 0 1-1.6-1.6z" />
  ),
  delivered: <path d="m1.4 8.6 2.8 2.8 5.4-6.2M7.6 10.6l.9.8 5.6-6.2" />,
  displayed: (
    <path
      fillRule="evenodd"
      d="M8 1.6a6.4 6.4 0 1 0 0 12.8A6.4 6.4 0 0 0 8 1.6zm3.4 4.9-4 4.5a.8.8 0 0 1-1.17.03L4.4 9.2a.8.8 0 1 1 1.13-1.13l1.25 1.25 3.42-3.88a.8.8 0 0 1 1.2 1.06z"
    />
  ),
  failed: (
    <>
      <circle cx="8" cy="8" r="5.6" />
      <path d="M8 5v3.4M8 10.9v.01" />
    </>
  ),
}
