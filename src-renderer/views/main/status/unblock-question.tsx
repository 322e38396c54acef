import { Button } from '../../../components/button.tsx'
import { Dialog, DialogButtons } from '../../../components/dialog.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { unblock } from '../../../stores/tunnel-actions.ts'

/** Asked before traffic may leave without the VPN. */
export function UnblockQuestion({ onClose }: { onClose: () => void }) {
  const texts = useTexts().states.unblock
  const confirm = () => {
    unblock()
    onClose()
  }
  return (
    <Dialog title={texts.title} role="alertdialog" isOpen onClose={onClose}>
      <p>{texts.text}</p>
      <DialogButtons>
        <Button kind="danger" onPress={confirm}>
          {texts.confirm}
        </Button>
        <Button kind="primary" autoFocus onPress={onClose}>
          {texts.keep}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
