import { useEffect, useRef, useState } from 'react'
import type { LogRecord } from '../../../src-shared/log-record.ts'
import { api } from '../../bridge.ts'
import { run } from '../../stores/run.ts'
import { append, EMPTY_LOG } from './log-buffer.ts'

/**
 * The log as long as its view is open. Batches are taken in once a frame at most, so that a flood of lines leaves time for
 * clicks; while paused they wait.
 */
export function useLog(paused: boolean) {
  const [buffer, setBuffer] = useState(EMPTY_LOG)
  const [waiting, setWaiting] = useState(0)
  const pending = useRef<{ records: LogRecord[]; dropped: number }>({ records: [], dropped: 0 })
  const frame = useRef(0)
  const isPaused = useRef(paused)

  useEffect(() => {
    const takeIn = () => {
      frame.current = 0
      if (isPaused.current) return setWaiting(pending.current.records.length)
      const { records, dropped } = pending.current
      pending.current = { records: [], dropped: 0 }
      setWaiting(0)
      if (records.length > 0 || dropped > 0) setBuffer((before) => append(before, records, dropped))
    }
    const schedule = () => {
      if (frame.current === 0) frame.current = requestAnimationFrame(takeIn)
    }
    isPaused.current = paused
    schedule()
    const stop = api.logs.onAppended(({ records, dropped }) => {
      pending.current.records.push(...records)
      pending.current.dropped += dropped
      schedule()
    })
    return () => {
      stop()
      cancelAnimationFrame(frame.current)
      frame.current = 0
    }
  }, [paused])

  useEffect(() => {
    run(
      api.logs.open().then(({ records }) => {
        setBuffer((before) => append(EMPTY_LOG, [...records, ...before.lines], before.dropped))
      }),
    )
    return () => run(api.logs.close())
  }, [])

  return { ...buffer, waiting }
}
