import { useEffect, useState } from 'react'
import { type HostNetwork, previewRoutes } from '../../../../src-shared/route-preview.ts'
import { routeNoteWords } from '../../../../src-shared/route-words.ts'
import { api } from '../../../bridge.ts'
import { WarningIcon } from '../../../components/icons.tsx'
import { useLanguage, useTexts } from '../../../i18n/use-texts.ts'
import { run } from '../../../stores/run.ts'
import { routesOfDraft } from '../routes-of-draft.ts'
import type { Editor } from '../use-editor.ts'

/** What the settings as they stand would do with this computer's traffic, and where that collides with its networks. */
export function RoutesPreview({ editor }: { editor: Editor }) {
  const { preview: words } = useTexts().profiles
  const language = useLanguage()
  const [networks, setNetworks] = useState<readonly HostNetwork[]>([])
  useEffect(() => run(api.app.hostNetworks().then(setNetworks)), [])
  const routes = routesOfDraft(editor.draft)
  if (routes === undefined) return null
  const notes = previewRoutes(routes, networks).filter((note) => note.about !== 'server' || note.host !== '')
  return (
    <section className="routes-preview" aria-label={words}>
      <p className="field-label">{words}</p>
      <ul className="routes-notes">
        {notes.map((note) => {
          const text = routeNoteWords(note, language)
          return (
            <li key={text} className={note.about === 'clash' ? 'routes-clash' : undefined}>
              {note.about === 'clash' && <WarningIcon />}
              {text}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
