import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** What the fake helper does instead of changing the network. Each field replaces the right behaviour. */
export interface FakeHelperScript {
  /** Its first line; `''` says nothing at all. */
  greeting?: string
  /** Ends like this instead of greeting, as pkexec does when permission is not given. */
  refusal?: { code: number; stderr: string }
  /** Answers by verb. `''` says nothing, `exit` dies without an answer; a verb that is not here is answered `ok`. */
  answers?: Record<string, string>
}

/** Starts a real child process that speaks the helper's protocol by a script. It needs no rights. */
export function spawnFakeHelper(script: FakeHelperScript = {}): ChildProcess {
  return spawn(process.execPath, [import.meta.filename, JSON.stringify(script)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

function play({ greeting = 'culvert-helper 2', refusal, answers = {} }: FakeHelperScript): void {
  if (refusal !== undefined) {
    process.stderr.write(refusal.stderr)
    process.exitCode = refusal.code
    return
  }
  const script: Record<string, string> = { tun: 'ok sstp0', ...answers }
  if (greeting !== '') process.stdout.write(`${greeting}\n`)
  createInterface({ input: process.stdin }).on('line', (line) => {
    const answer = script[line.split(' ')[0] ?? ''] ?? 'ok'
    if (answer === 'exit') process.exit(1)
    if (answer !== '') process.stdout.write(`${answer}\n`)
    if (answer.startsWith('error') || line === 'undo' || line === 'leave') process.exit(0)
  })
}

if (process.argv[1] === import.meta.filename) play(JSON.parse(process.argv[2] ?? '{}') as FakeHelperScript)
