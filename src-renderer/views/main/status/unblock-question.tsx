import { Button } from '../../../components/button.tsx'
import { Dialog, DialogButtons } from '../../../components/dialog.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { useApp } from '../../../stores/app-store.ts'
import { unblock } from '../../../stores/tunnel-actions.ts'
import { uiStore } from '../../../stores/ui-store.ts'

/** Asked before traffic may leave without the VPN. */
export function UnblockQuestion() {
  const texts = useTexts().states.unblock
  const lockdown = useApp(({ settings }) => settings.lockdown)
  const onClose = () => uiStore.getState().setUnblocking(false)
  const confirm = () => {
    unblock()
    onClose()
  }
  return (
    <Dialog title={texts.title} role="alertdialog" isOpen onClose={onClose}>
      <p>{texts.text}</p>
      {lockdown && <p>{texts.lockdown}</p>}
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
