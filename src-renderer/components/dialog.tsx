import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import './dialog.css'

interface DialogProps {
  title: string
  isOpen: boolean
  /** Esc, or a click beside it where that is allowed. */
  onClose: () => void
  /** A sheet with a lot in it. */
  wide?: boolean
  /** `alertdialog` for a question that interrupts. */
  role?: 'dialog' | 'alertdialog'
  /** Whether a click beside it closes it; sheets with things typed in should stay. */
  dismissable?: boolean
  children: ReactNode
}

/** A window in the window: takes the focus, keeps it, and gives it back. */
export function Dialog({
  title,
  isOpen,
  onClose,
  wide,
  role = 'dialog',
  dismissable,
  children,
}: DialogProps) {
  return (
    <ModalOverlay
      className="scrim"
      isOpen={isOpen}
      isDismissable={dismissable ?? false}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={wide ? 'dialog dialog-wide' : 'dialog'}>
        <AriaDialog className="dialog-content" role={role}>
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

/** The row of buttons at the end: the one that is meant last. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className="dialog-buttons">{children}</div>
}
