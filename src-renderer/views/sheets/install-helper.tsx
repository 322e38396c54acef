import { api } from '../../bridge.ts'
import { Button } from '../../components/button.tsx'
import { Dialog, DialogButtons } from '../../components/dialog.tsx'
import { FailureNote } from '../../components/failure-note.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { useApp } from '../../stores/app-store.ts'
import { run } from '../../stores/run.ts'
import { uiStore } from '../../stores/ui-store.ts'
import { useWish } from '../../stores/use-wish.ts'
import '../settings/settings.css'

/** Where the files go, which is where every package puts them. */
const FILES = {
  helper: '/usr/lib/culvert/culvert-helper',
  policy: '/usr/share/polkit-1/actions/example.culvert.helper.policy',
  unit: '/etc/systemd/system/culvert-lockdown.service',
} as const

/** Says what the helper is before anybody is asked for a password, and what is missing without it. */
export function InstallHelper() {
  const { installHelper: words } = useTexts().sheets
  const outdated = useApp(({ host }) => host.helper === 'outdated')
  const { busy, failure, ask } = useWish()
  const close = () => uiStore.getState().setInstallingHelper(false)
  return (
    <Dialog title={outdated ? words.titleOutdated : words.title} isOpen wide onClose={close}>
      <p>{words.why}</p>
      <p>{words.puts}</p>
      <ul className="settings-list">
        {(['helper', 'policy', 'unit'] as const).map((part) => (
          <li key={part}>
            {words[part]}
            <br />
            <code className="small muted helper-place selectable">{FILES[part]}</code>
          </li>
        ))}
      </ul>
      <p>{words.asks}</p>
      <p className="muted">{`${words.without} ${words.remove}`}</p>
      {failure && <FailureNote failure={failure} />}
      <DialogButtons>
        <Button kind="quiet" onPress={() => run(api.app.openPage({ page: 'install-helper' }))}>
          {words.instructions}
        </Button>
        <Button onPress={close}>{words.later}</Button>
        <Button kind="primary" autoFocus isPending={busy} onPress={() => ask(api.app.installHelper(), close)}>
          {busy ? words.busy : outdated ? words.replace : words.install}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
