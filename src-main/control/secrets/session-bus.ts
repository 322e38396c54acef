import { execFile } from 'node:child_process'

const TIMEOUT_MS = 3_000

export type Environment = Readonly<Record<string, string | undefined>>

export interface BusCall {
  destination: string
  path: string
  interface: string
  member: string
  args: readonly string[]
}

/**
 * Calls a method on the session bus, with texts as arguments, by the first program that can; a desktop has at least one
 * of them. Resolves with what it printed, undefined when nothing could ask or the call failed.
 */
export async function callSessionBus(call: BusCall, env: Environment): Promise<string | undefined> {
  // Without an address each of them would try to start a bus of its own.
  if (env.DBUS_SESSION_BUS_ADDRESS === undefined && env.XDG_RUNTIME_DIR === undefined) return undefined
  for (const [program, args] of waysToAsk(call)) {
    const answer = await answerOf(program, args, env)
    if (answer !== 'not-there') return answer
  }
  return undefined
}

function waysToAsk({ destination, path, interface: face, member, args }: BusCall): [string, string[]][] {
  const target = ['--dest', destination, '--object-path', path, '--method', `${face}.${member}`]
  const signature = 's'.repeat(args.length)
  const typed = args.map((arg) => `string:${arg}`)
  const method = `${face}.${member}`
  return [
    ['/usr/bin/gdbus', ['call', '--session', ...target, ...args]],
    ['/usr/bin/busctl', ['--user', 'call', destination, path, face, member, signature, ...args]],
    ['/usr/bin/dbus-send', ['--session', '--print-reply', `--dest=${destination}`, path, method, ...typed]],
  ]
}

function answerOf(program: string, args: string[], env: Environment): Promise<string | undefined> {
  const options = { env: { ...env, LC_ALL: 'C' }, timeout: TIMEOUT_MS, encoding: 'utf8' as const }
  return new Promise((resolve) => {
    execFile(program, args, options, (error, stdout) => {
      if ((error as NodeJS.ErrnoException | null)?.code === 'ENOENT') resolve('not-there')
      else resolve(error === null ? stdout : undefined)
    })
  })
}
