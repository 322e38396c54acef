import type { ReactNode } from 'react'
import './pieces.css'

/** What stands where something could be: what is missing, and the way to it. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty-state">
      <h2 className="empty-state-title">{title}</h2>
      {children}
    </div>
  )
}
