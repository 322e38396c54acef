import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { LogRecord } from '../../../src-shared/log-record.ts'
import { Button } from '../../components/button.tsx'
import { secondsText } from '../../i18n/formats.ts'
import { useLanguage, useTexts } from '../../i18n/use-texts.ts'

/** A line's height before it was measured, in pixels. */
const LINE = 22

/** What scrolls must be reachable by keyboard, too. */
const SCROLLABLE = { tabIndex: 0 }

/** Within so many pixels of the end the view follows it. */
const AT_END = 40

/** The lines in sight, of thousands. At the end it follows what comes; scrolled up it stays where it is. */
export function LogLines({ lines, following }: { lines: readonly LogRecord[]; following: boolean }) {
  const { logs: words } = useTexts()
  const language = useLanguage()
  const scroller = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    overscan: 12,
    getItemKey: (index) => lines[index]?.seq ?? index,
  })
  const last = lines.at(-1)?.seq
  const toEnd = () => rows.scrollToIndex(lines.length - 1, { align: 'end' })

  useEffect(() => {
    const isNew = last !== undefined && following && atEnd.current
    if (isNew) rows.scrollToIndex(lines.length - 1, { align: 'end' })
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
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          atEnd.current = scrollHeight - scrollTop - clientHeight < AT_END
        }}
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
                className={`log-line log-${line.level}`}
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
      <div className="log-end">
        <Button kind="quiet" onPress={toEnd}>
          {words.toEnd}
        </Button>
      </div>
    </div>
  )
}
