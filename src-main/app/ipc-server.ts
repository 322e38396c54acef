import { type Failure, FailureError } from '../../src-shared/failure.ts'
import {
  type Contract,
  channelOf,
  type Envelope,
  type Handlers,
  type Notifiers,
  type Validators,
} from '../../src-shared/ipc-types.ts'

/** What takes questions: Electron's `ipcMain`, or one end of a pair in tests. `Event` is whatever tells who asks. */
export interface QuestionSource<Event> {
  handle(channel: string, listener: (event: Event, argument: unknown) => Promise<Envelope>): void
}

export interface IpcServerOptions<C extends Contract, Event> {
  contract: C
  validators: Validators<C>
  handlers: Handlers<C>
  isTrusted(event: Event): boolean
  /** Told about each question that failed, and why; faults of ours come with their cause. */
  onFailure(channel: string, failure: Failure, cause: unknown): void
}

type AnyFunction = (argument: unknown) => unknown

/** Answers every question of the contract: who asks is checked, then the argument, then the handler runs. */
export function serveQuestions<C extends Contract, Event>(
  source: QuestionSource<Event>,
  { contract, validators, handlers, isTrusted, onFailure }: IpcServerOptions<C, Event>,
): void {
  for (const [group, entries] of Object.entries(contract)) {
    for (const [name, entry] of Object.entries(entries)) {
      if (entry.direction !== 'invoke') continue
      const channel = channelOf(group, name)
      // The mapped types guarantee both; the loop over names cannot be told so.
      const validate = entryOf(validators, group, name)
      const handle = entryOf(handlers, group, name)
      source.handle(channel, async (event, argument): Promise<Envelope> => {
        try {
          if (!isTrusted(event))
            throw new FailureError({ code: 'internal', detail: 'the sender is not our window' })
          return { type: 'success', value: await handle(validate(argument)) }
        } catch (cause) {
          const failure = failureOf(cause)
          onFailure(channel, failure, cause)
          return { type: 'failure', failure }
        }
      })
    }
  }
}

/** The functions that tell the window, made from the contract. */
export function notifiersOf<C extends Contract>(
  contract: C,
  send: (channel: string, argument: unknown) => void,
): Notifiers<C> {
  const groups = Object.entries(contract).map(([group, entries]) => {
    const news = Object.entries(entries).filter(([, { direction }]) => direction === 'notify')
    const functions = news.map(([name]) => [
      name,
      (argument: unknown) => send(channelOf(group, name), argument),
    ])
    return [group, Object.fromEntries(functions)]
  })
  return Object.fromEntries(groups) as Notifiers<C>
}

/** What is no `FailureError` is a fault of ours, and crosses as one. */
export function failureOf(cause: unknown): Failure {
  if (cause instanceof FailureError) return cause.failure
  return { code: 'internal', detail: cause instanceof Error ? cause.message : String(cause) }
}

function entryOf(groups: object, group: string, name: string): AnyFunction {
  const found = (groups as Record<string, Record<string, AnyFunction>>)[group]?.[name]
  if (found === undefined) throw new Error(`nobody answers ${channelOf(group, name)}`)
  return found
}
