import { useEffect, useRef, useState } from 'react'
import { api } from '../../bridge.ts'
import { run } from '../../stores/run.ts'
import { append, EMPTY_LOG, EMPTY_QUEUE, enqueue } from './log-buffer.ts'

/**
 * The log as long as its view is open. Batches are taken in once a frame at most, so that a flood of lines leaves time for
 * clicks; while paused they wait.
 */
export function useLog(paused: boolean) {
  const [buffer, setBuffer] = useState(EMPTY_LOG)
  const [waiting, setWaiting] = useState(0)
  const pending = useRef(EMPTY_QUEUE)
  const frame = useRef(0)
  const isPaused = useRef(paused)

  useEffect(() => {
    const takeIn = () => {
      frame.current = 0
      if (isPaused.current) return setWaiting(pending.current.count)
      const { records, dropped } = pending.current
      pending.current = EMPTY_QUEUE
      setWaiting(0)
      if (records.length > 0 || dropped > 0) setBuffer((before) => append(before, records, dropped))
    }
    const schedule = () => {
      if (frame.current === 0) frame.current = requestAnimationFrame(takeIn)
    }
    isPaused.current = paused
    schedule()
    const stop = api.logs.onAppended(({ records, dropped }) => {
      pending.current = enqueue(pending.current, records, dropped)
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
