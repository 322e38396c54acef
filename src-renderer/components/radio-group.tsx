import type { ReactNode } from 'react'
import { RadioGroup as AriaRadioGroup, Label, Radio } from 'react-aria-components'
import './field.css'
import './switch.css'

export interface RadioOption<Value extends string> {
  value: Value
  label: string
  /** A second line that says what follows from it. */
  help?: ReactNode
  isDisabled?: boolean
}

interface RadioGroupProps<Value extends string> {
  label: string
  /** Hides the label from view; it stays the group's name. */
  hideLabel?: boolean
  value: Value
  options: readonly RadioOption<Value>[]
  onChange: (value: Value) => void
}

/** One of a few values that should all be seen. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { label, hideLabel, value, options, onChange } = props
  const choose = (chosen: string) => {
    const option = options.find((candidate) => candidate.value === chosen)
    if (option) onChange(option.value)
  }
  return (
    <AriaRadioGroup className="field" value={value} onChange={choose}>
      <Label className={hideLabel ? 'visually-hidden' : 'field-label'}>{label}</Label>
      {options.map((option) => (
        <Radio
          key={option.value}
          value={option.value}
          isDisabled={option.isDisabled ?? false}
          className="radio"
        >
          <span className="radio-ring" />
          <span className="switch-text">
            {option.label}
            {option.help && <span className="muted small">{option.help}</span>}
          </span>
        </Radio>
      ))}
    </AriaRadioGroup>
  )
}
