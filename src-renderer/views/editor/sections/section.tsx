import type { ReactNode } from 'react'
import { useTexts } from '../../../i18n/use-texts.ts'
import type { EditorSection } from '../../../stores/ui-store.ts'

/** The element that takes the focus when a section is opened from elsewhere. */
export const sectionId = (section: EditorSection) => `editor-${section}`

export function Section({ section, children }: { section: EditorSection; children: ReactNode }) {
  const words = useTexts().profiles.section
  return (
    <section className="card" aria-labelledby={sectionId(section)}>
      <h2 id={sectionId(section)} tabIndex={-1} className="editor-heading">
        {words[section]}
      </h2>
      {children}
    </section>
  )
}
