import { randomUUID } from 'node:crypto'
import { type Failure, FailureError } from '../../../src-shared/failure.ts'
import type { Log } from '../log/log.ts'
import type { StateStore } from '../state-store.ts'

/** What is no `FailureError` is a fault of ours. */
export function failureOf(cause: unknown): Failure {
  return cause instanceof FailureError ? cause.failure : { code: 'internal', detail: String(cause) }
}

/** What goes wrong beside the connection is a notice, and no end of it. */
export function tellTrouble(
  cause: unknown,
  { store, log }: { store: StateStore; log: Pick<Log, 'write'> },
): void {
  const failure = failureOf(cause)
  log.write('warn', 'app', JSON.stringify(failure))
  store.update({ notices: [...store.get().notices, { id: randomUUID(), type: 'failure', failure }] })
}
