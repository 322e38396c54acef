import { useState } from 'react'
import { IconButton } from '../../../components/button.tsx'
import { Fingerprint, fingerprintGroups } from '../../../components/fingerprint.tsx'
import { TrashIcon } from '../../../components/icons.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { joinPins, PIN_DIGITS, pinDigits, pinFrom, splitPins } from '../pins-text.ts'
import type { Editor } from '../use-editor.ts'

const LIST_ID = 'editor-pins'

/** Fingerprints in readable groups, and a field for one more: it joins the list as soon as it is whole. */
export function Pins({ editor }: { editor: Editor }) {
  const { pins: words, field, help } = useTexts().profiles
  const { pins, rest } = splitPins(editor.draft.pins)
  const [typed, setTyped] = useState(rest)
  const keep = (kept: readonly string[], typing: string) => {
    setTyped(typing)
    editor.setField('pins', joinPins(kept, typing))
  }
  const type = (text: string) => {
    const pin = pinFrom(text)
    if (pin === undefined) keep(pins, text)
    else keep(pins.includes(pin) ? pins : [...pins, pin], '')
  }
  const digits = pinDigits(typed).length
  const incomplete = digits > 0 && digits < PIN_DIGITS && /^[0-9a-f]*$/.test(pinDigits(typed))
  return (
    <>
      {pins.length > 0 && (
        <div className="field">
          <p id={LIST_ID} className="field-label">
            {words.list}
          </p>
          <ul className="pins" aria-labelledby={LIST_ID}>
            {pins.map((pin) => (
              <li key={pin} className="pin">
                <Fingerprint sha256={pin} />
                <IconButton
                  label={words.remove(fingerprintGroups(pin)[0]?.text ?? pin)}
                  onPress={() =>
                    keep(
                      pins.filter((other) => other !== pin),
                      typed,
                    )
                  }
                >
                  <TrashIcon />
                </IconButton>
              </li>
            ))}
          </ul>
        </div>
      )}
      <TextField
        name="pins"
        label={field.pins}
        help={help.pins}
        value={typed}
        onChange={type}
        onBlur={() => editor.leave('pins')}
        problem={incomplete && editor.problem('pins') ? words.incomplete(digits) : editor.problem('pins')}
        mono
        autoComplete="off"
        spellCheck="false"
      />
    </>
  )
}
