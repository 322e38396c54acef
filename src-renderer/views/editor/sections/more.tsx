import { type ReactNode, useState } from 'react'
import { emptyDraft } from '../../../../src-shared/drafts.ts'
import type { DraftField } from '../../../../src-shared/profile-draft.ts'
import { Disclosure } from '../../../components/disclosure.tsx'
import type { Editor } from '../use-editor.ts'

interface MoreProps {
  editor: Editor
  title: string
  /** What is set in it: it is open from the beginning where that is not as usual, and whenever something in it is wrong. */
  fields: readonly DraftField[]
  children: ReactNode
}

const USUAL = emptyDraft()

/** What few need, behind what everybody does. */
export function More({ editor, title, fields, children }: MoreProps) {
  const [isOpen, setOpen] = useState(() =>
    fields.some((field) => String(editor.draft[field]) !== String(USUAL[field])),
  )
  const isWrong = fields.some((field) => editor.problem(field) !== null)
  return (
    <Disclosure title={title} level={3} isExpanded={isOpen || isWrong} onExpandedChange={setOpen}>
      <div className="editor-more">{children}</div>
    </Disclosure>
  )
}
