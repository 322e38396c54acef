import type { DoctorReport } from '../../src-shared/cli-events.ts'
import type { Failure } from '../../src-shared/failure.ts'
import type { RouteNote } from '../../src-shared/route-preview.ts'
import type { EngineEvent } from '../engine/messages.ts'

/** Where a command reports to: a person or a script. */
export interface Output {
  handle(event: EngineEvent): void
  /** Something worth saying once. */
  note(text: string): void
  /** Something that the user should think about, although it goes on. */
  warn(text: string): void
  /** What `doctor` found. */
  report(report: DoctorReport): void
  /** What a connection would do with the traffic. */
  preview(notes: readonly RouteNote[]): void
  /** Why the command ends without success. */
  fail(failure: Failure): void
}
