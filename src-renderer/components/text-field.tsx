import type { ReactNode, Ref } from 'react'
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Input,
  Label,
  Text,
  TextArea,
} from 'react-aria-components'
import './field.css'
import { WarningIcon } from './icons.tsx'

interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'style' | 'children'> {
  label: string
  /** Hides the label from view; it stays the field's name. */
  hideLabel?: boolean
  help?: ReactNode
  /** What is wrong with the content, in words; null when nothing is. */
  problem?: string | null | undefined
  placeholder?: string | undefined
  /** More than one line. */
  rows?: number
  mono?: boolean
  inputRef?: Ref<HTMLInputElement>
  /** What stands beside the input, for example a button that shows a password. */
  beside?: ReactNode
}

/** A labelled field with help and, when it is wrong, the reason below it. */
export function TextField(props: TextFieldProps) {
  const { label, hideLabel, help, problem, placeholder, rows, mono, inputRef, beside, ...field } = props
  const className = mono ? 'field-input mono' : 'field-input'
  return (
    <AriaTextField {...field} className="field" isInvalid={Boolean(problem)}>
      <Label className={hideLabel ? 'visually-hidden' : 'field-label'}>{label}</Label>
      <div className="field-row">
        {rows === undefined ? (
          <Input className={className} placeholder={placeholder} ref={inputRef} />
        ) : (
          <TextArea className={className} placeholder={placeholder} rows={rows} />
        )}
        {beside}
      </div>
      {help && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      {problem && (
        <Text slot="errorMessage" className="field-problem">
          <WarningIcon />
          {problem}
        </Text>
      )}
    </AriaTextField>
  )
}
