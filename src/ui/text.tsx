/** Longer than anybody's honest name or status; what is cut is not shown at all. */
const LONGEST = 4_000

/**
 * Words that somebody else wrote: isolated, so that their writing direction cannot rearrange ours, and never longer
 * than can be drawn quickly.
 */
export function Text({ children, className }: { readonly children: string; readonly className?: string }) {
  return (
    <bdi className={className} dir="auto">
      {children.length > LONGEST ? `${children.slice(0, LONGEST)}…` : children}
    </bdi>
  )
}
