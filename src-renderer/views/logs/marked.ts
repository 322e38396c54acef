import type { LogRecord } from '../../../src-shared/log-record.ts'

/** What is marked in the view: a piece of one line as it is, or else whole lines; nothing when nothing is. */
export function marked(lines: readonly LogRecord[]): { text: string } | { lines: LogRecord[] } | undefined {
  const selection = getSelection()
  if (selection === null || selection.isCollapsed) return undefined
  const texts = [selection.anchorNode, selection.focusNode].map((node) =>
    node?.parentElement?.closest('.log-text'),
  )
  if (texts[0] && texts[0] === texts[1]) return { text: selection.toString() }
  const touched = [...document.querySelectorAll<HTMLElement>('.log-line')]
    .filter((row) => selection.containsNode(row, true))
    .map((row) => Number(row.dataset.index))
    .sort((one, other) => one - other)
    .flatMap((index) => lines[index] ?? [])
  return touched.length === 0 ? undefined : { lines: touched }
}
