import { useState } from 'react'
import { reportTrust } from '../../../../src-shared/trust-history.ts'
import { Fingerprint } from '../../../components/fingerprint.tsx'
import { useLanguage, useTexts } from '../../../i18n/use-texts.ts'
import { useApp } from '../../../stores/app-store.ts'

/** Since when the server's certificate has been trusted, when it ends, and which ones were trusted before. */
export function Trusted({ profileId }: { profileId: string | null }) {
  const words = useTexts().trustHistory
  const language = useLanguage()
  const entry = useApp(({ profiles }) => profiles.find(({ id }) => id === profileId))
  const [now] = useState(() => Date.now())
  const report = entry && reportTrust(entry.trusted ?? [], entry.profile.identity, now, language)
  if (report === undefined) return null
  return (
    <section className="editor-trusted" aria-label={words.title}>
      <p className="field-label">{words.title}</p>
      <p className={report.isWarning ? 'editor-trusted-ending' : undefined}>{report.now.join(' ')}</p>
      <Fingerprint sha256={report.current.sha256} />
      {report.before.length > 0 && (
        <details>
          <summary>{words.beforeTitle}</summary>
          <ul className="editor-trusted-before">
            {report.before.map(({ sha256, text }) => (
              <li key={sha256}>
                <p>{text}</p>
                <Fingerprint sha256={sha256} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
