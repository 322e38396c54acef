import type { Failure, FailureCode } from '../failure.ts'

/**
 * What to do, for failures whose remedy is another one in the window than at a terminal: there settings are changed in
 * the editor and not in a file, and questions about the server's identity have a sheet of their own.
 */
export type WindowRemedies = {
  readonly [Code in FailureCode]?: (facts: Extract<Failure, { code: Code }>) => string
}
