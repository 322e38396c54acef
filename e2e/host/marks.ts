/*
 * Lines that an app's process writes for the test that started it: what has to be known even when the process ends at once.
 */
const MARK = '[test host]'

/** Something was asked of Electron that the host does not have. */
export const markUnsupported = (message: string): string => `${MARK} unsupported: ${message}\n`

/** The app wants to be started again. */
export const markRelaunch = (args: readonly string[]): string => `${MARK} relaunch: ${JSON.stringify(args)}\n`

export function unsupportedIn(output: string): string[] {
  return linesOf(output, 'unsupported: ')
}

/** The arguments of the last wish to be started again. */
export function relaunchIn(output: string): string[] | undefined {
  const last = linesOf(output, 'relaunch: ').at(-1)
  return last === undefined ? undefined : JSON.parse(last)
}

function linesOf(output: string, kind: string): string[] {
  const start = `${MARK} ${kind}`
  return output.split('\n').flatMap((line) => (line.startsWith(start) ? [line.slice(start.length)] : []))
}
