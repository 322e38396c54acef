import { expect, it } from 'vitest'
import { newPasswordProblem } from './new-password.ts'

it.each([
  ['goshawk', 'goshawk', 'kestrel', null],
  ['goshawk', 'goshawk', '', null],
  ['', '', '', { field: 'fresh', because: 'missing' }],
  ['kestrel', 'kestrel', 'kestrel', { field: 'fresh', because: 'same' }],
  ['goshawk', 'goshawX', 'kestrel', { field: 'again', because: 'different' }],
  ['x'.repeat(257), '', '', { field: 'fresh', because: 'too-long' }],
])('of the new password %s, typed again as %s after %s: %o', (fresh, again, old, problem) => {
  expect(newPasswordProblem(fresh, again, old)).toEqual(problem)
})
