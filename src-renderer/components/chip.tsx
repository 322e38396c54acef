import type { ReactNode } from 'react'
import { Button } from 'react-aria-components'
import './pieces.css'

interface ChipProps {
  tone?: 'neutral' | 'attention' | 'danger'
  /** A chip with an action is a button; it says where it leads. */
  onPress?: (() => void) | undefined
  description?: string | undefined
  children: ReactNode
}

/** A fact in a few words. */
export function Chip({ tone = 'neutral', onPress, description, children }: ChipProps) {
  const className = `chip chip-${tone}`
  if (onPress === undefined) return <span className={className}>{children}</span>
  return (
    <Button className={className} onPress={onPress}>
      {children}
      {description && <span className="visually-hidden">{`. ${description}`}</span>}
    </Button>
  )
}
