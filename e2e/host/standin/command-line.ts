import { recordCall } from './records.ts'
import { StandIn } from './stand-in.ts'

/** Chromium's switches; those set before it starts do reach it. */
export class CommandLine extends StandIn {
  protected readonly events = []
  readonly #switches = new Map<string, string>()

  appendSwitch(name: string, value = ''): void {
    recordCall('commandLine.appendSwitch', name, value)
    this.#switches.set(name, value)
  }

  appendArgument(value: string): void {
    recordCall('commandLine.appendArgument', value)
  }

  removeSwitch(name: string): void {
    this.#switches.delete(name)
  }

  hasSwitch(name: string): boolean {
    return (
      this.#switches.has(name) ||
      process.argv.some((argument) => argument === `--${name}` || argument.startsWith(`--${name}=`))
    )
  }

  getSwitchValue(name: string): string {
    const prefix = `--${name}=`
    const given = process.argv.find((argument) => argument.startsWith(prefix))
    return this.#switches.get(name) ?? given?.slice(prefix.length) ?? ''
  }
}
