import type { Failure } from './failure.ts'

/** The window asks, the main process answers. */
export interface Invoke<Argument, Result> {
  readonly direction: 'invoke'
  /** For the compiler only; never set. */
  readonly types?: { argument: Argument; result: Result }
}

/** The main process tells, nobody answers. */
export interface Notify<Argument> {
  readonly direction: 'notify'
  readonly types?: { argument: Argument }
}

export const invoke = <Result, Argument = void>(): Invoke<Argument, Result> => ({ direction: 'invoke' })
export const notify = <Argument>(): Notify<Argument> => ({ direction: 'notify' })

export type Entry = Invoke<unknown, unknown> | Notify<unknown>
export type Contract = Readonly<Record<string, Readonly<Record<string, Entry>>>>

export type ArgumentOf<E> = E extends { readonly types?: { argument: infer Argument } } ? Argument : never
export type ResultOf<E> = E extends { readonly types?: { argument: unknown; result: infer Result } }
  ? Result
  : never

type InvokesOf<Group> = {
  [Name in keyof Group as Group[Name] extends { direction: 'invoke' } ? Name : never]: Group[Name]
}
type NotifiesOf<Group> = {
  [Name in keyof Group as Group[Name] extends { direction: 'notify' } ? Name : never]: Group[Name]
}

/** The main process's side of all questions: `tunnel.connect(argument)`. */
export type Handlers<C extends Contract> = {
  [Group in keyof C]: {
    [Name in keyof InvokesOf<C[Group]>]: (
      argument: ArgumentOf<C[Group][Name & keyof C[Group]]>,
    ) => ResultOf<C[Group][Name & keyof C[Group]]> | Promise<ResultOf<C[Group][Name & keyof C[Group]]>>
  }
}

/** What validates the arguments of all questions, one for each; `void` ones included. */
export type Validators<C extends Contract> = {
  [Group in keyof C]: {
    [Name in keyof InvokesOf<C[Group]>]: (
      argument: unknown,
    ) => ArgumentOf<C[Group][Name & keyof C[Group]]> | undefined
  }
}

/** The main process's side of all news: `state.changed(argument)`. */
export type Notifiers<C extends Contract> = {
  [Group in keyof C]: {
    [Name in keyof NotifiesOf<C[Group]>]: (argument: ArgumentOf<C[Group][Name & keyof C[Group]]>) => void
  }
}

/** The window's side: questions are functions, news are `on…` functions that return what unsubscribes. */
export type Api<C extends Contract> = {
  [Group in keyof C]: {
    [Name in keyof InvokesOf<C[Group]>]: (
      argument: ArgumentOf<C[Group][Name & keyof C[Group]]>,
    ) => Promise<ResultOf<C[Group][Name & keyof C[Group]]>>
  } & {
    [Name in keyof NotifiesOf<C[Group]> as `on${Capitalize<Name & string>}`]: (
      listener: (argument: ArgumentOf<C[Group][Name & keyof C[Group]]>) => void,
    ) => () => void
  }
}

/** How an answer crosses: errors keep their failure, which Electron's own errors would lose. */
export type Envelope = { type: 'success'; value: unknown } | { type: 'failure'; failure: Failure }

/** The name of an entry's channel. */
export const channelOf = (group: string, name: string): string => `${group}-${name}`
