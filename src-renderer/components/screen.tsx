import { type ReactNode, useEffect, useRef } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { go } from '../stores/ui-store.ts'
import { IconButton } from './button.tsx'
import { BackIcon } from './icons.tsx'
import './screen.css'

interface ScreenProps {
  title: string
  /** Where Back and Esc lead; the main view unless something has to be asked first. */
  onBack?: () => void
  /** Buttons at the end of the bar. */
  actions?: ReactNode
  /** The body scrolls by itself and has no column, as a long list does. */
  bare?: boolean
  children: ReactNode
}

const toMain = () => go({ view: 'main' })

/** A view with a title and a way back. Its title takes the focus when it opens. */
export function Screen({ title, onBack = toMain, actions, bare, children }: ScreenProps) {
  const { common } = useTexts()
  const heading = useFocusOnMount<HTMLHeadingElement>()
  return (
    <main className="screen">
      <header className="screen-bar">
        <IconButton label={common.back} className="screen-back" onPress={onBack}>
          <BackIcon />
        </IconButton>
        <h1 className="screen-title" tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {actions}
      </header>
      {bare ? (
        children
      ) : (
        <div className="screen-body">
          <div className="screen-column">{children}</div>
        </div>
      )}
    </main>
  )
}

/** Moves the focus to an element once, when its view opens. */
export function useFocusOnMount<Target extends HTMLElement>() {
  const target = useRef<Target>(null)
  useEffect(() => target.current?.focus(), [])
  return target
}
