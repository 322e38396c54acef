import { type Failure, FailureError } from '../../src-shared/failure.ts'
import { uiStore } from './ui-store.ts'

/** What went wrong, as data that has words. */
export function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure
  return {
    code: 'internal',
    detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
  }
}

/** Lets a wish run that nobody waits for; its failure goes to the banner area. */
export function run(wish: Promise<unknown>): void {
  wish.catch((error: unknown) => uiStore.getState().showFailure(failureOf(error)))
}
