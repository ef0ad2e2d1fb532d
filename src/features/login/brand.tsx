import { words } from '../../i18n/words.ts'

export function Brand() {
  return (
    <div className="brand">
      <svg width="26" height="26" viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="11" cy="11" r="8" fill="none" stroke="var(--color-ink)" strokeWidth="2.4" />
        <circle cx="18" cy="18" r="6.4" fill="var(--cut,var(--color-canvas))" />
        <circle cx="18" cy="18" r="4.2" fill="var(--color-accent)" />
      </svg>
      <span>{words.common.product}</span>
    </div>
  )
}
