import { execFile } from 'node:child_process'
import { access } from 'node:fs/promises'
import { join } from 'node:path'

const TIMEOUT_MS = 3_000

/** Where nobody but root puts programs; the second is NixOS. */
const PROGRAM_FOLDERS = ['/usr/bin', '/run/current-system/sw/bin'] as const

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
  if (!(await hasBus(env))) return undefined
  for (const [program, args] of waysToAsk(call)) {
    const answer = await answerOf(program, args, env)
    if (answer !== 'not-there') return answer
  }
  return undefined
}

/** Without a bus some of the programs would start one of their own. */
async function hasBus({ DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: folder }: Environment) {
  if (address) return true
  if (!folder) return false
  return access(join(folder, 'bus')).then(
    () => true,
    () => false,
  )
}

function waysToAsk({ destination, path, interface: face, member, args }: BusCall): [string, string[]][] {
  const target = ['--dest', destination, '--object-path', path, '--method', `${face}.${member}`]
  const signature = 's'.repeat(args.length)
  const typed = args.map((arg) => `string:${arg}`)
  const method = `${face}.${member}`
  return PROGRAM_FOLDERS.flatMap((folder): [string, string[]][] => [
    [`${folder}/gdbus`, ['call', '--session', ...target, ...args]],
    [`${folder}/busctl`, ['--user', 'call', destination, path, face, member, signature, ...args]],
    [`${folder}/dbus-send`, ['--session', '--print-reply', `--dest=${destination}`, path, method, ...typed]],
  ])
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
