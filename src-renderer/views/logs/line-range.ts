import type { LogRecord } from '../../../src-shared/log-record.ts'

/** Lines marked by keyboard, from the one where it began to the one where it is now, by their numbers. */
export interface LineRange {
  from: number
  to: number
}

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey'>

/**
 * What a key does to the marked lines: Shift with an arrow begins at the line where the view is and goes on from there,
 * Ctrl+A takes all, Escape none. Undefined for keys that are about something else.
 */
export function rangeAfter(
  { key, shiftKey, ctrlKey, metaKey }: Key,
  range: LineRange | null,
  lines: readonly LogRecord[],
  /** The index of the line that is looked at. */
  seen: number,
): LineRange | null | undefined {
  const at = (index: number) => lines[Math.min(Math.max(index, 0), lines.length - 1)]?.seq
  const [first, last] = [at(0), at(lines.length - 1)]
  if (first === undefined || last === undefined) return undefined
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'a') return { from: first, to: last }
  if (key === 'Escape') return range === null ? undefined : null
  if (!shiftKey || (key !== 'ArrowUp' && key !== 'ArrowDown')) return undefined
  if (range === null) {
    const line = at(seen) ?? last
    return { from: line, to: line }
  }
  const index = lines.findIndex(({ seq }) => seq === range.to)
  return { from: range.from, to: at(index + (key === 'ArrowUp' ? -1 : 1)) ?? range.to }
}

/** Whether a line is among those that are marked. */
export function isInRange({ seq }: LogRecord, range: LineRange | null): boolean {
  return range !== null && seq >= Math.min(range.from, range.to) && seq <= Math.max(range.from, range.to)
}
