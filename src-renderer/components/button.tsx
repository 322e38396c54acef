import type { ReactNode } from 'react'
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components'
import './button.css'

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** `primary` is the one thing to do next; `danger` is for what loses or exposes something. */
  kind?: 'primary' | 'neutral' | 'danger' | 'quiet'
  className?: string | undefined
  children: ReactNode
}

export function Button({ kind = 'neutral', className = '', children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={`button button-${kind} ${className}`}>
      {children}
    </AriaButton>
  )
}

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'aria-label'> {
  /** Its name for everybody who cannot see the icon, and the tooltip for everybody else. */
  label: string
  className?: string | undefined
  children: ReactNode
}

/** A button that is only an icon. */
export function IconButton({ label, className = '', children, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={600}>
      <AriaButton {...rest} aria-label={label} className={`icon-button ${className}`}>
        {children}
      </AriaButton>
      <Tooltip className="tooltip" offset={6}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  )
}
