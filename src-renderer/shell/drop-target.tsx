import { useEffect, useState } from 'react'
import { api } from '../bridge.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { run } from '../stores/run.ts'
import { type DropVerdict, dropVerdict } from './drop-verdict.ts'
import { readFiles } from './read-files.ts'
import './drop-target.css'

/** Lets connections be dropped anywhere on the window; shows while something is dragged whether it can be one. */
export function DropTarget() {
  const { drop } = useTexts().shell
  const verdict = useDragOverWindow()
  if (verdict === 'ignore') return null
  return (
    <div className={verdict === 'review' ? 'drop-target' : 'drop-target drop-target-wrong'}>
      <p className="drop-title">{verdict === 'review' ? drop.review : drop.wrong}</p>
      <p>{verdict === 'review' ? drop.nothingIsKept : drop.found(drop.kinds[verdict])}</p>
    </div>
  )
}

function useDragOverWindow(): DropVerdict {
  const [verdict, setVerdict] = useState<DropVerdict>('ignore')
  useEffect(() => {
    const over = (event: DragEvent) => {
      const found = dropVerdict([...(event.dataTransfer?.items ?? [])])
      setVerdict(found)
      if (found === 'ignore' || event.dataTransfer === null) return
      event.preventDefault()
      event.dataTransfer.dropEffect = found === 'review' ? 'copy' : 'none'
    }
    const leave = (event: DragEvent) => {
      // Leaving for nowhere is leaving the window; between elements there is always a next one.
      if (event.relatedTarget === null) setVerdict('ignore')
    }
    const end = () => setVerdict('ignore')
    const drop = (event: DragEvent) => {
      end()
      const { dataTransfer } = event
      if (dataTransfer === null || dropVerdict([...dataTransfer.items]) === 'ignore') return
      event.preventDefault()
      review(dataTransfer)
    }
    const listeners = { dragenter: over, dragover: over, dragleave: leave, dragend: end, drop } as const
    const entries = Object.entries(listeners) as [keyof typeof listeners, (event: DragEvent) => void][]
    for (const [name, listener] of entries) addEventListener(name, listener)
    return () => {
      for (const [name, listener] of entries) removeEventListener(name, listener)
    }
  }, [])
  return verdict
}

/** Hands what was dropped to the review, which comes up with words even when it is no connection. */
function review(dataTransfer: DataTransfer): void {
  const files = [...dataTransfer.files]
  if (files.length > 0) run(readFiles(files).then((read) => api.imports.reviewFiles({ files: read })))
  else run(api.imports.reviewText({ text: dataTransfer.getData('text/plain') }))
}
