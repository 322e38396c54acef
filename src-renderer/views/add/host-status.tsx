import type { ReactNode } from 'react'
import { api } from '../../bridge.ts'
import { Button } from '../../components/button.tsx'
import { CheckCircleIcon, WarningIcon } from '../../components/icons.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { useApp } from '../../stores/app-store.ts'
import { run } from '../../stores/run.ts'
import { uiStore } from '../../stores/ui-store.ts'

/** Whether this computer has what a connection needs; what is missing comes with the way to it. */
export function HostStatus() {
  return (
    <ul className="host-status">
      <HelperLine lookAgain={<LookAgain />} />
      <KeychainLine lookAgain={<LookAgain />} />
    </ul>
  )
}

interface LineProps {
  /** The button with a line that is bad; nothing where one button serves all lines. */
  lookAgain?: ReactNode
}

export function HelperLine({ lookAgain }: LineProps) {
  const { host: words } = useTexts().shell
  const { helper, helperInstallable } = useApp((state) => state.host)
  if (helper === 'installed') return <HostLine good>{words.helperInstalled}</HostLine>
  if (helper === 'not-for-this-system') return <HostLine>{words.notForThisSystem}</HostLine>
  const buttons = (
    <>
      {helperInstallable ? (
        <Button onPress={() => uiStore.getState().setInstallingHelper(true)}>{words.installHelper}</Button>
      ) : (
        <Button onPress={() => run(api.app.openPage({ page: 'install-helper' }))}>
          {words.howToInstall}
        </Button>
      )}
      {lookAgain}
    </>
  )
  const line = helper === 'outdated' ? words.helperOutdated : words.helperMissing
  return <HostLine buttons={buttons}>{line}</HostLine>
}

export function KeychainLine({ lookAgain }: LineProps) {
  const { host: words } = useTexts().shell
  const { state, name } = useApp(({ host }) => host.keychain)
  if (state === 'available') return <HostLine good>{words.keychainAvailable(name)}</HostLine>
  if (state === 'locked') return <HostLine buttons={lookAgain}>{words.keychainLocked(name)}</HostLine>
  const buttons = (
    <>
      <Button kind="quiet" onPress={() => run(api.app.openPage({ page: 'keychain' }))}>
        {words.keychainHelp}
      </Button>
      {lookAgain}
    </>
  )
  return <HostLine buttons={buttons}>{words.keychainUnavailable}</HostLine>
}

function LookAgain() {
  const { host: words } = useTexts().shell
  return (
    <Button kind="quiet" onPress={() => run(api.app.recheckHost())}>
      {words.lookAgain}
    </Button>
  )
}

interface HostLineProps {
  good?: boolean
  buttons?: ReactNode
  children: ReactNode
}

export function HostLine({ good, buttons, children }: HostLineProps) {
  return (
    <li className={good ? 'host-line host-line-good' : 'host-line host-line-bad'}>
      {good ? <CheckCircleIcon /> : <WarningIcon />}
      <span>{children}</span>
      {buttons && <span className="host-line-buttons">{buttons}</span>}
    </li>
  )
}
