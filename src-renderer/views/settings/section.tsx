import { type ReactNode, useId } from 'react'

/** A group of settings under a heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId()
  return (
    <section className="settings-section" aria-labelledby={heading}>
      <h2 className="settings-heading" id={heading}>
        {title}
      </h2>
      <div className="card">{children}</div>
    </section>
  )
}
