import type { Failure, FailureCode, ImportFailure, KeychainFailure, StoreFailure } from '../failure.ts'

/** What a user reads about a failure: what happened, why, and what to do about it. Whole sentences except the title. */
export interface Words {
  title: string
  cause: string
  remedy: string
}

/**
 * One language: for each code a function of the failure's facts. A code without words, and words without a code, are
 * compile errors. Facts that came from outside are already safe to print here.
 */
export type Catalogue = {
  readonly [Code in FailureCode]: (facts: Extract<Failure, { code: Code }>) => Words
}

/** The part of a language that describes one group of failures. */
export type WordsFor<Group extends Failure> = Pick<Catalogue, Group['code']>

/** What only the desktop app meets. */
export type AppFailure =
  | StoreFailure
  | ImportFailure
  | KeychainFailure
  | Extract<Failure, { code: 'engine-crashed' }>
