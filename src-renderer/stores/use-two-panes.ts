import { useSyncExternalStore } from 'react'

/** Room for list and detail side by side: 720 px with text of ordinary size, more with larger text. */
const TWO_PANES_REM = 45

/** Whether list and detail fit beside each other now. */
export function useTwoPanes(): boolean {
  return useSyncExternalStore(followWidth, twoPanesFit)
}

function twoPanesFit(): boolean {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return innerWidth >= TWO_PANES_REM * rem
}

/** Tells changes of the window's width and of the text's size; the latter shows in an element that is measured in it. */
function followWidth(changed: () => void): () => void {
  const ruler = document.createElement('div')
  ruler.className = 'ruler'
  document.body.append(ruler)
  const observer = new ResizeObserver(changed)
  observer.observe(ruler)
  observer.observe(document.documentElement)
  return () => {
    observer.disconnect()
    ruler.remove()
  }
}
