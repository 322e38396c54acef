import { useState } from 'react'
import type { Failure } from '../../src-shared/failure.ts'
import { failureOf } from './run.ts'

interface Wish {
  /** The main process has not answered yet. */
  busy: boolean
  failure: Failure | null
}

const IDLE: Wish = { busy: false, failure: null }

/**
 * A question to the main process that a form waits for. Its failure stays with the form, beside what was typed; the next
 * try takes it away.
 */
export function useWish() {
  const [wish, setWish] = useState(IDLE)
  const ask = <Answer>(answer: Promise<Answer>, onAnswer?: (answer: Answer) => void) => {
    setWish({ busy: true, failure: null })
    answer.then(
      (value) => {
        setWish(IDLE)
        onAnswer?.(value)
      },
      (error: unknown) => setWish({ busy: false, failure: failureOf(error) }),
    )
  }
  return { ...wish, ask }
}
