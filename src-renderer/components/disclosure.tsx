import type { ReactNode } from 'react'
import { Disclosure as AriaDisclosure, Button, DisclosurePanel, Heading } from 'react-aria-components'
import './disclosure.css'
import { ChevronIcon } from './icons.tsx'

interface DisclosureProps {
  title: string
  /** Heading level, for the outline that screen readers jump along. */
  level?: number
  isExpanded?: boolean
  defaultExpanded?: boolean
  onExpandedChange?: (isExpanded: boolean) => void
  children: ReactNode
}

/** A part that can be opened. */
export function Disclosure({ title, level = 2, children, ...disclosure }: DisclosureProps) {
  return (
    <AriaDisclosure {...disclosure} className="disclosure">
      <Heading level={level} className="disclosure-heading">
        <Button slot="trigger" className="disclosure-button">
          <ChevronIcon size={1} />
          {title}
        </Button>
      </Heading>
      <DisclosurePanel className="disclosure-panel">{children}</DisclosurePanel>
    </AriaDisclosure>
  )
}
