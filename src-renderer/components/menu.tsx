import type { ReactNode } from 'react'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  Popover,
  type PopoverProps,
  Separator,
} from 'react-aria-components'
import './menu.css'

interface MenuProps extends Pick<PopoverProps, 'isOpen' | 'onOpenChange' | 'triggerRef' | 'placement'> {
  label: string
  children: ReactNode
}

/** The pop-up part of a menu; inside a `MenuTrigger`, or opened at `triggerRef` by `isOpen`. */
export function Menu({ label, children, ...popover }: MenuProps) {
  return (
    <Popover {...popover} className="menu-popover" offset={4}>
      <AriaMenu className="menu" aria-label={label}>
        {children}
      </AriaMenu>
    </Popover>
  )
}

interface MenuItemProps {
  id?: string
  label: string
  icon?: ReactNode
  /** The shortcut that does the same, as text. */
  keys?: string | undefined
  danger?: boolean
  isDisabled?: boolean
  onAction: () => void
}

export function MenuItem({ label, icon, keys, danger, ...item }: MenuItemProps) {
  return (
    <AriaMenuItem {...item} textValue={label} className={danger ? 'menu-item menu-item-danger' : 'menu-item'}>
      {icon}
      <span className="menu-item-label">{label}</span>
      {keys && <kbd className="menu-item-keys">{keys}</kbd>}
    </AriaMenuItem>
  )
}

export function MenuSeparator() {
  return <Separator className="menu-separator" />
}

export { MenuTrigger } from 'react-aria-components'
