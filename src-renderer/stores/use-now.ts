import { useEffect, useState } from 'react'

/** The time, renewed each second while something on screen counts and the window can be seen. */
export function useNow(counting: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const tick = () => setNow(Date.now())
    tick()
    if (!counting) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') tick()
    }, 1000)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [counting])
  return now
}
