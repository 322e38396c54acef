import { useEffect, useRef } from 'react'

/**
 * When a change of `place` has taken away what had the focus, puts it where reading goes on: on the title of the detail,
 * or on a row of the list where the list stands alone. Focus that is elsewhere is left there.
 */
export function useFocusHome(place: string): void {
  const settled = useRef<string>(null)
  useEffect(() => {
    if (settled.current === place) return
    settled.current = place
    // A menu that closes gives the focus back one frame later, perhaps to a button that is gone by then.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (document.activeElement === document.body) home()?.focus()
      })
    })
    return () => cancelAnimationFrame(frame)
  }, [place])
}

function home(): HTMLElement | null {
  return (
    document.querySelector<HTMLElement>('h1') ?? document.querySelector<HTMLElement>('.list [role="row"]')
  )
}
