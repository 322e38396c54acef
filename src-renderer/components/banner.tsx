import type { ReactNode } from 'react'
import { useTexts } from '../i18n/use-texts.ts'
import { IconButton } from './button.tsx'
import { CloseIcon, CrossCircleIcon, InfoIcon, WarningIcon } from './icons.tsx'
import './pieces.css'

interface BannerProps {
  tone?: 'info' | 'attention' | 'danger'
  /** Buttons that answer it. */
  actions?: ReactNode
  onDismiss?: (() => void) | undefined
  children: ReactNode
}

/** A line that needs the user, or that he should know once. */
export function Banner({ tone = 'info', actions, onDismiss, children }: BannerProps) {
  const { common } = useTexts()
  return (
    <div className={`banner banner-${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>
      {tone === 'info' ? <InfoIcon /> : tone === 'danger' ? <CrossCircleIcon /> : <WarningIcon />}
      <div className="banner-text">{children}</div>
      {actions}
      {onDismiss && (
        <IconButton label={common.close} onPress={onDismiss}>
          <CloseIcon />
        </IconButton>
      )}
    </div>
  )
}
