import { spawn } from 'node:child_process'
import { join } from 'node:path'

const CONTROL = join(import.meta.dirname, '..')

export interface Outcome {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/**
 * Runs a script in a process of its own: for what a process can do once only, such as dying, or being somebody else. It
 * imports from the folder of the stores by `control(…)`. `enter` are words that come before the command.
 */
export function runScript(
  script: string,
  { env = process.env, enter = [] }: { env?: NodeJS.ProcessEnv; enter?: readonly string[] } = {},
): Promise<Outcome> {
  const head = `const control = (file) => import(${JSON.stringify(CONTROL)} + '/' + file)\n`
  const [command = '', ...args] = [...enter, process.execPath, '--input-type=module', '-e', head + script]
  const child = spawn(command, args, { cwd: CONTROL, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const outcome: Outcome = { code: null, signal: null, stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    outcome.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    outcome.stderr += text
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ ...outcome, code, signal }))
  })
}
