import { Icon } from '../ui/icon.tsx'

/** The failure of an action, spoken when it appears. */
export function ActionAlert({ children }: { readonly children: string | undefined }) {
  if (children === undefined) return null
  return (
    <div role="alert" className="alert my-2">
      <Icon name="warn" />
      <span>{children}</span>
    </div>
  )
}
