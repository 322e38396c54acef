import { useEffect } from 'react'
import { api } from '../bridge.ts'
import { run } from '../stores/run.ts'
import { uiStore } from '../stores/ui-store.ts'
import { readFiles } from './read-files.ts'

const TAKES_TEXT = 'input, textarea, [contenteditable], [role="dialog"], [role="alertdialog"]'

/** Lets an address, settings or files be pasted into the list or the first screen, without looking for a field. */
export function usePaste(): void {
  useEffect(() => {
    const pasted = (event: ClipboardEvent) => {
      const { view } = uiStore.getState().route
      if (view !== 'main' && view !== 'add') return
      if (event.defaultPrevented || event.clipboardData === null) return
      if (document.activeElement?.closest(TAKES_TEXT)) return
      const files = [...event.clipboardData.files]
      const text = event.clipboardData.getData('text/plain').trim()
      if (files.length > 0) run(readFiles(files).then((read) => api.imports.reviewFiles({ files: read })))
      else if (text !== '') run(api.imports.reviewText({ text }))
    }
    addEventListener('paste', pasted)
    return () => removeEventListener('paste', pasted)
  }, [])
}
