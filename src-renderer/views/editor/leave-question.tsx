import { Button } from '../../components/button.tsx'
import { Dialog, DialogButtons } from '../../components/dialog.tsx'
import { useTexts } from '../../i18n/use-texts.ts'

interface LeaveQuestionProps {
  /** Null for a new connection. */
  name: string | null
  onSave: () => void
  onDiscard: () => void
  onStay: () => void
}

/** Asked once before changes would be lost. */
export function LeaveQuestion({ name, onSave, onDiscard, onStay }: LeaveQuestionProps) {
  const { profiles, common } = useTexts()
  const words = profiles.leave
  return (
    <Dialog title={words.title} role="alertdialog" isOpen onClose={onStay}>
      <p>{name === null ? words.textNew : words.text(name)}</p>
      <DialogButtons>
        <Button kind="danger" onPress={onDiscard}>
          {words.discard}
        </Button>
        <Button onPress={onStay}>{words.stay}</Button>
        <Button kind="primary" autoFocus onPress={onSave}>
          {common.save}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
