import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { DraftField, ProfileDraft } from '../../../src-shared/profile-draft.ts'
import { Screen } from '../../components/screen.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { useApp } from '../../stores/app-store.ts'
import { type EditorSection, go, uiStore } from '../../stores/ui-store.ts'
import { isInUse, tunnelOf } from '../main/status/tunnel-view.ts'
import { EditorFoot } from './editor-foot.tsx'
import { LeaveQuestion } from './leave-question.tsx'
import { General } from './sections/general.tsx'
import { Identity } from './sections/identity.tsx'
import { LinkSettings } from './sections/link.tsx'
import { Names } from './sections/names.tsx'
import { Protection } from './sections/protection.tsx'
import { Routing } from './sections/routing.tsx'
import { sectionId } from './sections/section.tsx'
import { SignIn } from './sections/sign-in.tsx'
import { Way } from './sections/way.tsx'
import { useEditor } from './use-editor.ts'

interface EditorFormProps {
  profileId: string | null
  name: string | null
  unknown: readonly string[]
  initial: ProfileDraft
  /** What was typed already when the page was freed. */
  begun: ProfileDraft | undefined
  section: EditorSection | undefined
}

const toMain = () => go({ view: 'main' })

export function EditorForm({ profileId, name, unknown, initial, begun, section }: EditorFormProps) {
  const words = useTexts().profiles
  const form = useRef<HTMLFormElement>(null)
  const { editor, save, tries, problems, busy, failure, changed } = useEditor(profileId, initial, begun)
  const inUse = useApp(({ tunnel }) => isInUse(tunnelOf(profileId ?? '', tunnel)))
  const [leaving, setLeaving] = useState<(() => void) | null>(null)

  useGuard(changed, (leave) => setLeaving(() => leave))

  // After the screen has given the focus to its title.
  useEffect(() => {
    if (section !== undefined && section !== 'server') document.getElementById(sectionId(section))?.focus()
    else if (profileId === null || section === 'server') show(form.current, 'server')
  }, [section, profileId])

  const wrong = useRef(problems)
  wrong.current = problems
  useEffect(() => {
    const [first] = wrong.current
    if (tries > 0 && first !== undefined) show(form.current, first.field)
  }, [tries])

  const saveAnd = (leave: () => void) =>
    save((id) => {
      uiStore.getState().setGuard(null)
      uiStore.getState().select(id)
      leave()
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saveAnd(toMain)
  }

  return (
    <Screen title={name === null ? words.newTitle : words.editTitle(name)} bare>
      <form className="editor" ref={form} onSubmit={submit} noValidate>
        <div className="screen-body">
          <div className="screen-column">
            <General editor={editor} />
            <SignIn editor={editor} profileId={profileId} />
            <Identity editor={editor} profileId={profileId} />
            <Routing editor={editor} />
            <Protection editor={editor} />
            <Names editor={editor} />
            <Way editor={editor} />
            <LinkSettings editor={editor} unknown={unknown} />
          </div>
        </div>
        <EditorFoot
          problems={problems}
          failure={failure}
          busy={busy}
          inUse={inUse}
          onShow={(field) => show(form.current, field)}
          onCancel={toMain}
        />
      </form>
      {leaving && (
        <LeaveQuestion
          name={name}
          onStay={() => setLeaving(null)}
          onDiscard={leaving}
          onSave={() => {
            setLeaving(null)
            saveAnd(leaving)
          }}
        />
      )}
    </Screen>
  )
}

/** Has every way out of the view ask first, as long as there is something to lose. */
function useGuard(needed: boolean, ask: (leave: () => void) => void): void {
  const latest = useRef(ask)
  latest.current = ask
  useEffect(() => {
    if (!needed) return
    const { setGuard } = uiStore.getState()
    setGuard((leave) => latest.current(leave))
    return () => setGuard(null)
  }, [needed])
}

/** Gives a field of the form the focus. */
function show(form: HTMLFormElement | null, field: DraftField): void {
  const found = form?.elements.namedItem(field)
  if (found instanceof HTMLElement) found.focus()
}
