import { useEffect, useState } from 'react'
import { formatBytes } from '../../../src-shared/format.ts'
import type { IPC_CONTRACT } from '../../../src-shared/ipc-contract.ts'
import type { ResultOf } from '../../../src-shared/ipc-types.ts'
import { api } from '../../bridge.ts'
import { Button } from '../../components/button.tsx'
import { CopyRow } from '../../components/copy-row.tsx'
import { Screen } from '../../components/screen.tsx'
import { useLanguage, useTexts } from '../../i18n/use-texts.ts'
import { run } from '../../stores/run.ts'
import { go } from '../../stores/ui-store.ts'
import './settings.css'

type About = ResultOf<(typeof IPC_CONTRACT)['app']['about']>

/** What the program is and what it costs. */
export function AboutView() {
  const { settings } = useTexts()
  const { about: words } = settings
  const language = useLanguage()
  const [about, setAbout] = useState<About>()
  useEffect(() => run(api.app.about().then(setAbout)), [])
  return (
    <Screen title={words.title} onBack={() => go({ view: 'settings' })}>
      <p>{words.what}</p>
      {about && (
        <dl className="card settings-facts">
          <CopyRow label={words.version} value={about.version} />
          <CopyRow label={words.parts} value={partsOf(about)} />
          <CopyRow
            label={words.memory}
            value={words.memoryOf(
              formatBytes(about.memory.main, language),
              formatBytes(about.memory.window, language),
            )}
          />
          {about.updates !== 'by-hand' && (
            <CopyRow label={words.updates} value={words.updatedBy[about.updates]} />
          )}
          <CopyRow label={words.licence} value={words.mit} />
        </dl>
      )}
      <div className="settings-row">
        <Button onPress={() => run(api.app.openPage({ page: 'user-guide' }))}>{words.guide}</Button>
        <Button onPress={() => go({ view: 'licences' })}>{words.licences.open}</Button>
      </div>
    </Screen>
  )
}

/** Outside Electron some parts have no version. */
function partsOf({ electron, chromium, node }: About): string {
  const parts = [
    ['Electron', electron],
    ['Chromium', chromium],
    ['Node', node],
  ]
  return parts
    .filter(([, version]) => version !== '')
    .map((part) => part.join(' '))
    .join(', ')
}
