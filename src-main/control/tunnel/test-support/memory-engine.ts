import type { Failure } from '../../../../src-shared/failure.ts'
import type { EngineCommand, EngineEvent } from '../../../engine/messages.ts'
import type { Engine, EngineListeners } from '../../engine-client.ts'

/** An engine by hand: a test reads what it was told and says what it would report. */
export class MemoryEngine implements Engine {
  readonly commands: EngineCommand[] = []
  #listeners: EngineListeners | undefined
  closed = false

  listen(listeners: EngineListeners): void {
    this.#listeners = listeners
  }

  send(command: EngineCommand): void {
    this.commands.push(command)
  }

  async close(): Promise<void> {
    this.closed = true
  }

  /** What was sent, by name. */
  get told(): string[] {
    return this.commands.map(({ type }) => type)
  }

  get lastConnect(): Extract<EngineCommand, { type: 'connect' }> | undefined {
    return this.commands.findLast((command) => command.type === 'connect')
  }

  say(event: EngineEvent, run = this.lastConnect?.run ?? 0): void {
    this.#listeners?.onMessage({ type: 'event', run, event })
  }

  end(failure?: Failure, run = this.lastConnect?.run ?? 0): void {
    this.#listeners?.onMessage({ type: 'ended', run, failure })
  }

  crash(detail: string): void {
    this.#listeners?.onCrash(detail)
  }
}
