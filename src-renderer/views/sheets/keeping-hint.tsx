import { unreachable } from '../../../src-shared/unreachable.ts'
import { api } from '../../bridge.ts'
import { Button } from '../../components/button.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { useApp } from '../../stores/app-store.ts'
import { run } from '../../stores/run.ts'
import { go, uiStore } from '../../stores/ui-store.ts'
import type { Keeping } from './credential-facts.ts'

interface KeepingHintProps {
  profileId: string
  requestId: string
  keeping: Exclude<Keeping, 'possible'>
}

/** Why the password is asked for and cannot be kept, and the way out of that. */
export function KeepingHint({ profileId, requestId, keeping }: KeepingHintProps) {
  const texts = useTexts()
  const words = texts.sheets.credentials
  const { name } = useApp(({ host }) => host.keychain)
  const lookAgain = (
    <Button onPress={() => run(api.app.recheckHost())}>{texts.states.action.lookAgain}</Button>
  )
  switch (keeping) {
    case 'chosen': {
      const edit = () => {
        uiStore.getState().putAside(requestId)
        go({ view: 'editor', profileId, section: 'sign-in' })
      }
      return (
        <div className="sheet-hint">
          <p>{words.notKept.chosen}</p>
          <Button kind="quiet" onPress={edit}>
            {words.changeThis}
          </Button>
        </div>
      )
    }
    case 'locked':
      return (
        <div className="sheet-hint">
          <p>{words.notKept.locked(name)}</p>
          {lookAgain}
        </div>
      )
    case 'unavailable':
      return (
        <div className="sheet-hint">
          <p>{words.notKept.unavailable}</p>
          {lookAgain}
          <Button kind="quiet" onPress={() => run(api.app.openPage({ page: 'keychain' }))}>
            {texts.shell.host.keychainHelp}
          </Button>
        </div>
      )
    default:
      return unreachable(keeping)
  }
}
