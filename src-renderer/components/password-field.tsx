import { type ReactNode, type Ref, useState } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { IconButton } from './button.tsx'
import { EyeIcon, EyeOffIcon } from './icons.tsx'
import { TextField } from './text-field.tsx'
import { useCapsLock } from './use-caps-lock.ts'

interface PasswordFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  help?: ReactNode
  problem?: string | null | undefined
  inputRef?: Ref<HTMLInputElement>
  placeholder?: string | undefined
  isDisabled?: boolean
  autoFocus?: boolean
}

/** A password: hidden unless the user wants to see it, with a word about Caps Lock. */
export function PasswordField({ help, ...field }: PasswordFieldProps) {
  const { password: words } = useTexts().sheets
  const [shown, setShown] = useState(false)
  const capsLock = useCapsLock()
  return (
    <TextField
      {...field}
      type={shown ? 'text' : 'password'}
      autoComplete="off"
      autoCorrect="off"
      spellCheck="false"
      help={
        <>
          {help}
          <span role="status" className="caps-lock">
            {capsLock ? words.capsLock : ''}
          </span>
        </>
      }
      beside={
        <IconButton label={shown ? words.hide : words.show} onPress={() => setShown(!shown)}>
          {shown ? <EyeOffIcon /> : <EyeIcon />}
        </IconButton>
      }
    />
  )
}
