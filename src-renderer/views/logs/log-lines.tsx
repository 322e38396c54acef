import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { LogRecord } from '../../../src-shared/log-record.ts'
import { Button } from '../../components/button.tsx'
import { secondsText } from '../../i18n/formats.ts'
import { useLanguage, useTexts } from '../../i18n/use-texts.ts'
import { isInRange, type LineRange, rangeAfter } from './line-range.ts'
import { useFollowing } from './use-following.ts'

/** A line's height before it was measured, in pixels. */
const LINE = 22

/** What scrolls must be reachable by keyboard, too. */
const SCROLLABLE = { tabIndex: 0 }

interface LogLinesProps {
  lines: readonly LogRecord[]
  following: boolean
  /** The user has gone away from the end or marks text, or has come back. */
  onFollow: (following: boolean) => void
  onNewest: () => void
  /** Lines marked by keyboard. */
  range: LineRange | null
  onRange: (range: LineRange | null) => void
  onCopy: () => void
}

/** The lines in sight, of thousands: at the end, as long as the user follows what comes. */
export function LogLines({ lines, following, onFollow, onNewest, range, onRange, onCopy }: LogLinesProps) {
  const { logs: words } = useTexts()
  const language = useLanguage()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 12,
    getItemKey: (index) => lines[index]?.seq ?? index,
  })
  const last = lines.at(-1)?.seq
  const listeners = useFollowing(scroller, onFollow)

  const press = (event: KeyboardEvent) => {
    listeners.onKeyDown(event)
    if (range !== null && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c') onCopy()
    const seen = rows.getVirtualItemForOffset((scroller.current?.scrollTop ?? 0) + LINE)?.index
    const next = rangeAfter(event, range, lines, following ? lines.length - 1 : (seen ?? 0))
    if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onRange(next)
    if (next === null) return
    // What is marked must not move on with what comes.
    onFollow(false)
    if (event.shiftKey)
      rows.scrollToIndex(
        lines.findIndex(({ seq }) => seq === next.to),
        { align: 'auto' },
      )
  }

  useEffect(() => {
    if (last !== undefined && following) rows.scrollToIndex(lines.length - 1, { align: 'end' })
  }, [last, following, lines.length, rows])

  return (
    <div className="log-frame">
      <div
        className="log-scroller"
        ref={scroller}
        role="log"
        aria-label={words.title}
        aria-live="off"
        {...SCROLLABLE}
        {...listeners}
        onKeyDown={press}
      >
        <div className="log-lines" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ key, index, start }) => {
            const line = lines[index]
            if (line === undefined) return null
            return (
              <div
                key={key}
                data-index={index}
                ref={rows.measureElement}
                className={`log-line log-${line.level}${isInRange(line, range) ? ' log-picked' : ''}`}
                style={{ transform: `translateY(${start}px)` }}
              >
                <span className="log-time">{secondsText(line.time, language)}</span>
                <span className="log-mark">{words.mark[line.level]}</span>
                <span className="log-source">{words.sources[line.source]}</span>
                <span className="log-text">{line.text}</span>
              </div>
            )
          })}
        </div>
      </div>
      {!following && (
        <div className="log-end">
          <Button kind="quiet" onPress={onNewest}>
            {words.toEnd}
          </Button>
        </div>
      )}
    </div>
  )
}
