import { type ReactNode, useId } from 'react'
import { Button } from './button.tsx'
import { Modal } from './modal.tsx'

export interface ConfirmDialogProps {
  /** Its name: "Remove Tomás Rey?" */
  readonly question: string
  readonly children?: ReactNode
  /** The verb. */
  readonly confirm: string
  readonly cancel: string
  /** True: what it does cannot be taken back. */
  readonly danger?: boolean
  readonly busy?: boolean
  readonly onConfirm: () => void
  readonly onCancel: () => void
}

/** Asks once more. The focus starts on "Cancel"; only a button answers, or Esc for no. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const id = useId()
  return (
    <Modal
      role="alertdialog"
      labelledBy={`${id}-question`}
      {...(props.children ? { describedBy: `${id}-text` } : {})}
      className="small-dlg"
      onClose={props.onCancel}
    >
      <h2 id={`${id}-question`}>{props.question}</h2>
      {props.children && (
        <div className="hint" id={`${id}-text`}>
          {props.children}
        </div>
      )}
      <div className="acts">
        <Button variant="ghost" data-autofocus onClick={props.onCancel}>
          {props.cancel}
        </Button>
        <Button
          variant={props.danger ? 'danger' : 'primary'}
          aria-busy={props.busy}
          onClick={props.onConfirm}
        >
          {props.confirm}
        </Button>
      </div>
    </Modal>
  )
}
