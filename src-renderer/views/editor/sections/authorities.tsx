import { useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import { Button } from '../../../components/button.tsx'
import { FileIcon } from '../../../components/icons.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import {
  certificateCount,
  certificateText,
  MAX_CERTIFICATE_BYTES,
  withCertificates,
} from '../certificate-text.ts'
import { DraftText } from '../draft-field.tsx'
import type { Editor } from '../use-editor.ts'

/** Certificates of authorities, pasted or out of files. */
export function Authorities({ editor }: { editor: Editor }) {
  const { ca: words } = useTexts().profiles
  const [trouble, setTrouble] = useState('')
  const count = certificateCount(editor.draft.ca)

  const add = (files: FileList | null) => {
    setTrouble('')
    const [file] = files ?? []
    if (file === undefined) return
    if (file.size > MAX_CERTIFICATE_BYTES) return setTrouble(words.tooLarge(file.name))
    file.arrayBuffer().then(
      (buffer) => {
        const text = certificateText(new Uint8Array(buffer))
        if (text === undefined) setTrouble(words.notOne(file.name))
        else editor.setField('ca', withCertificates(editor.draft.ca, text))
      },
      () => setTrouble(words.unreadable(file.name)),
    )
  }

  return (
    <>
      <DraftText
        editor={editor}
        field="ca"
        rows={count > 0 ? 5 : 2}
        mono
        placeholder="-----BEGIN CERTIFICATE-----"
      />
      <div className="editor-row">
        <FileTrigger acceptedFileTypes={['.pem', '.crt', '.cer', '.der']} onSelect={add}>
          <Button>
            <FileIcon />
            {words.choose}
          </Button>
        </FileTrigger>
        {count > 0 && (
          <>
            <span className="muted">{words.count(count)}</span>
            <Button kind="quiet" onPress={() => editor.setField('ca', '')}>
              {words.remove}
            </Button>
          </>
        )}
        <span role="alert" className="editor-trouble">
          {trouble}
        </span>
      </div>
    </>
  )
}
