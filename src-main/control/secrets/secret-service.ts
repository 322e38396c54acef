import { readFile } from 'node:fs/promises'
import { callSessionBus, type Environment } from './session-bus.ts'

const SERVICE = 'org.freedesktop.secrets'
const ROOT = '/org/freedesktop/secrets'
const BUS = 'org.freedesktop.DBus'

/** Programs that offer the Secret Service, by the name of their process, as users know them. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'gnome-keyring-d': 'GNOME Keyring',
  kwalletd5: 'KWallet',
  kwalletd6: 'KWallet',
  ksecretd: 'KWallet',
  keepassxc: 'KeePassXC',
}

export type ServiceState = 'available' | 'locked' | 'unavailable'

/**
 * Whether a Linux desktop has a keychain, and whether it is open (Secret Service API 0.2). keytar cannot tell: its answer
 * about a locked one is the same as about a password that was never saved.
 */
export async function secretServiceState(env: Environment): Promise<ServiceState> {
  const service = { destination: SERVICE, path: ROOT, interface: 'org.freedesktop.Secret.Service' }
  const alias = await callSessionBus({ ...service, member: 'ReadAlias', args: ['default'] }, env)
  if (alias === undefined) return 'unavailable'
  const collection = /["'](\/[\w/]*)["']/.exec(alias)?.[1]
  // A service without a collection makes one, and asks the user for its password, when something is saved.
  if (collection === undefined || collection === '/') return 'available'
  const locked = await callSessionBus(
    {
      destination: SERVICE,
      path: collection,
      interface: `${BUS}.Properties`,
      member: 'Get',
      args: ['org.freedesktop.Secret.Collection', 'Locked'],
    },
    env,
  )
  return locked !== undefined && /\btrue\b/.test(locked) ? 'locked' : 'available'
}

/** What the user knows the keychain by. */
export async function secretServiceName(env: Environment): Promise<string> {
  const answer = await callSessionBus(
    {
      destination: BUS,
      path: '/org/freedesktop/DBus',
      interface: BUS,
      member: 'GetConnectionUnixProcessID',
      args: [SERVICE],
    },
    env,
  )
  const pid = /(\d+)\D*$/.exec(answer ?? '')?.[1]
  return (pid !== undefined && PROGRAMS[await processName(pid)]) || 'Secret Service'
}

async function processName(pid: string): Promise<string> {
  try {
    return (await readFile(`/proc/${pid}/comm`, 'utf8')).trim()
  } catch (cause) {
    // It ended meanwhile, or it is not ours to look at.
    const { code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EACCES' || code === 'ESRCH') return ''
    throw cause
  }
}
