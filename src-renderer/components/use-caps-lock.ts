import { useEffect, useState } from 'react'

/** Whether Caps Lock is on, as far as a key or a click has told since the field is there. */
export function useCapsLock(): boolean {
  const [on, setOn] = useState(false)
  useEffect(() => {
    const look = (event: KeyboardEvent | PointerEvent) => {
      // The key that switches it reports the state before the switch on some systems; its release tells the new one.
      if (event instanceof KeyboardEvent && event.type === 'keydown' && event.key === 'CapsLock') return
      setOn(event.getModifierState('CapsLock'))
    }
    const kinds = ['keydown', 'keyup', 'pointerdown'] as const
    for (const kind of kinds) addEventListener(kind, look, true)
    return () => {
      for (const kind of kinds) removeEventListener(kind, look, true)
    }
  }, [])
  return on
}
