import { records } from './records.ts'
import { NotSupportedError, StandIn } from './stand-in.ts'

/**
 * Nobody is there to answer: a test leaves its answers beforehand, by `answerDialog` of inspect.ts. A dialog without an answer
 * is one that the test did not expect, and fails.
 */
class Dialog extends StandIn {
  protected readonly events = []

  showOpenDialog = (...args: unknown[]): Promise<unknown> => this.#ask('showOpenDialog', args)
  showSaveDialog = (...args: unknown[]): Promise<unknown> => this.#ask('showSaveDialog', args)
  showMessageBox = (...args: unknown[]): Promise<unknown> => this.#ask('showMessageBox', args)

  showErrorBox(title: string, content: string): void {
    records.dialogs.push({ method: 'showErrorBox', options: { title, content } })
    console.error(`${title}: ${content}`)
  }

  async #ask(method: string, args: unknown[]): Promise<unknown> {
    records.dialogs.push({ method, options: args.at(-1) })
    const index = records.dialogAnswers.findIndex((prepared) => prepared.method === method)
    const [prepared] = index < 0 ? [] : records.dialogAnswers.splice(index, 1)
    if (prepared === undefined)
      throw new NotSupportedError(`dialog.${method} unless a test has left an answer`)
    return prepared.answer
  }
}

export const dialog = new Dialog()
