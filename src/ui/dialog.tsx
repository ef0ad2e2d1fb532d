import { type ReactNode, useId } from 'react'
import { IconButton } from './button.tsx'
import { Modal } from './modal.tsx'

export interface DialogProps {
  readonly title: string
  /** Name of the button that closes it. */
  readonly closeLabel: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A small dialog with a title; a sheet at the lower edge on phones. Rendered = open. */
export function Dialog({ title, closeLabel, onClose, children }: DialogProps) {
  const id = useId()
  return (
    <Modal labelledBy={id} className="small-dlg" onClose={onClose}>
      <div className="flex items-start justify-between">
        <h2 id={id}>{title}</h2>
        <IconButton label={closeLabel} icon="x" className="-mt-1.5 -me-2" onClick={onClose} />
      </div>
      {children}
    </Modal>
  )
}

/** The row of buttons at its end. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className="acts">{children}</div>
}
