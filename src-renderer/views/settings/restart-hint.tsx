import { api } from '../../bridge.ts'
import { Button } from '../../components/button.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { useApp } from '../../stores/app-store.ts'
import { run } from '../../stores/run.ts'

/** How the program was started, seen when the settings are shown first: nothing changes it before. */
let acceleratedAtStart: boolean | undefined

/** Offers to start anew once the graphics card is to draw otherwise than it does. */
export function RestartHint() {
  const { settings: words } = useTexts()
  const wanted = useApp(({ settings }) => settings.hardwareAcceleration)
  acceleratedAtStart ??= wanted
  return (
    <div role="status" className="settings-hint settings-row">
      {wanted !== acceleratedAtStart && (
        <>
          <Button onPress={() => run(api.app.restart())}>{words.restart}</Button>
          <span className="muted small">{words.restartHelp}</span>
        </>
      )}
    </div>
  )
}
