import { Screen, useFocusOnMount } from '../../components/screen.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { AddConnection } from './add-connection.tsx'
import { HostStatus } from './host-status.tsx'
import './add.css'

/** What the window shows while there is no connection: how to get the first. */
export function FirstRun() {
  const { firstRun } = useTexts().shell
  const title = useFocusOnMount<HTMLHeadingElement>()
  return (
    <main className="first-run">
      <div className="first-run-column">
        <div className="first-run-head">
          <svg className="first-run-shield" viewBox="0 0 64 64" aria-hidden="true">
            <path d="M32 5 54 13v17c0 14.5-9 24-22 29C19 54 10 44.5 10 30V13z" />
          </svg>
          <h1 className="first-run-title" tabIndex={-1} ref={title}>
            {firstRun.title}
          </h1>
          <p className="muted">{firstRun.hint}</p>
        </div>
        <div className="card">
          <AddConnection />
        </div>
        <HostStatus />
      </div>
    </main>
  )
}

/** The same for one more connection. */
export function AddView() {
  const { firstRun } = useTexts().shell
  return (
    <Screen title={firstRun.addTitle}>
      <p className="muted">{firstRun.hint}</p>
      <div className="card">
        <AddConnection />
      </div>
    </Screen>
  )
}
