import { useState } from 'react'
import { api } from '../../bridge.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogButtons } from '../../components/dialog.tsx'
import { FailureNote } from '../../components/failure-note.tsx'
import { Switch } from '../../components/switch.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { useApp } from '../../stores/app-store.ts'
import { useWish } from '../../stores/use-wish.ts'

/** Block when disconnected: the one setting that can leave a computer without a network, so it is asked about first. */
export function Lockdown() {
  const { lockdown: words } = useTexts().settings
  const on = useApp((state) => state.settings.lockdown)
  const [asking, setAsking] = useState(false)
  const { busy, failure, ask } = useWish()
  const set = (lockdown: boolean) => ask(api.settings.update({ lockdown }))
  return (
    <>
      <Switch
        label={words.label}
        help={busy ? words.busy : words.help}
        isSelected={on}
        isReadOnly={busy}
        onChange={(wanted) => (wanted ? setAsking(true) : set(false))}
      />
      {failure && <FailureNote failure={failure} />}
      {asking && (
        <LockdownQuestion
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            set(true)
          }}
        />
      )}
    </>
  )
}

/** Says what it does, and every way out of it, before it is there. */
function LockdownQuestion({ onClose, onConfirm }: { onClose: () => void; onConfirm: () => void }) {
  const { settings, common } = useTexts()
  const { question: words } = settings.lockdown
  return (
    <Dialog title={words.title} role="alertdialog" isOpen onClose={onClose}>
      <p>{words.text}</p>
      <p>{words.out}</p>
      <ul className="settings-list">
        <li>{words.outWindow}</li>
        <li>
          {words.outCommand} <code className="selectable">culvert unblock</code>
        </li>
      </ul>
      <p className="muted">{words.permission}</p>
      <DialogButtons>
        <Button onPress={onConfirm}>{words.confirm}</Button>
        <Button kind="primary" autoFocus onPress={onClose}>
          {common.cancel}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
