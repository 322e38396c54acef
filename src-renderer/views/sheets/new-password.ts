import { LONGEST } from './credential-facts.ts'

export interface NewPasswordProblem {
  field: 'fresh' | 'again'
  because: 'missing' | 'too-long' | 'same' | 'different'
}

/** What is wrong with a new password that was typed twice; `old` is empty when it was not typed in this window. */
export function newPasswordProblem(fresh: string, again: string, old: string): NewPasswordProblem | null {
  if (fresh === '') return { field: 'fresh', because: 'missing' }
  if (fresh.length > LONGEST) return { field: 'fresh', because: 'too-long' }
  if (fresh === old) return { field: 'fresh', because: 'same' }
  return fresh === again ? null : { field: 'again', because: 'different' }
}
