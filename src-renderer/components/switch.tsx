import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, Switch as AriaSwitch } from 'react-aria-components'
import { CheckIcon } from './icons.tsx'
import './switch.css'

interface ToggleProps {
  label: ReactNode
  /** A second line that says what follows from it. */
  help?: ReactNode
  isSelected: boolean
  isDisabled?: boolean
  /** It cannot be changed for a moment, and keeps the focus meanwhile. */
  isReadOnly?: boolean
  onChange: (isSelected: boolean) => void
}

/** Something that is on or off, and takes effect at once. */
export function Switch({ label, help, ...toggle }: ToggleProps) {
  return (
    <AriaSwitch {...toggle} className="switch">
      <span className="switch-text">
        {label}
        {help && <span className="muted small">{help}</span>}
      </span>
      <span className="switch-track" />
    </AriaSwitch>
  )
}

interface CheckboxProps extends ToggleProps {
  /** Its name in the form. */
  name?: string
  /** Its name, where the label is not only text. */
  'aria-label'?: string
}

/** A choice that takes effect with the button below it. */
export function Checkbox({ label, help, ...toggle }: CheckboxProps) {
  return (
    <AriaCheckbox {...toggle} className="checkbox">
      <span className="checkbox-box">
        <CheckIcon size={0.9} />
      </span>
      <span className="switch-text">
        {label}
        {help && <span className="muted small">{help}</span>}
      </span>
    </AriaCheckbox>
  )
}
