import { execFile } from 'node:child_process'
import dgram from 'node:dgram'
import { readFileSync } from 'node:fs'
import { isIPv6 } from 'node:net'
import { promisify } from 'node:util'
import { toHex } from '../protocol/bytes.ts'
import { encodeDnsQuery, parseDnsReply } from '../protocol/inner/dns-message.ts'
import { asksResolved, type NamePath, nameServersOf, pathOfResolvConf, pathOfResolved } from './name-paths.ts'
import { nodeCrypto } from './node-crypto.ts'

/** What has to be known about the tunnel. */
export interface TunnelEnds {
  device: string
  /** Our addresses inside, of both kinds. */
  addresses: readonly string[]
  /** Names that the tunnel's servers are for; empty means all. */
  domains: readonly string[]
}

/** How names travel. */
export interface NameCheck {
  /** Missing when it cannot be told. */
  throughTunnel?: boolean
  level: 'info' | 'warn'
  /** For the log. */
  text: string
}

/** The parts of the computer that are asked; a struct, so that tests can be other computers. */
export interface NameHost {
  resolvConf(): string
  resolvectl(about: 'dns' | 'domain'): Promise<string>
  /** The address from which a packet to this server would go out, without sending any; undefined when none would. */
  sourceTowards(server: string): Promise<string | undefined>
  /** True when the server gives any answer at all to a name that does not exist. */
  answers(server: string): Promise<boolean>
}

/**
 * Finds out whether names are asked for inside the tunnel, and gives nothing away by asking: which servers this computer
 * asks is read, and by which way a packet would get to them is learnt from the kernel without sending one. Only a server
 * that is inside the tunnel is then asked, for a random name that cannot exist, so that a silent one is noticed.
 */
export async function checkNames(tunnel: TunnelEnds, host: NameHost = thisComputer): Promise<NameCheck> {
  const path = await namePath(tunnel, host)
  if (!path.known)
    return { level: 'info', text: `whether names go through the tunnel cannot be told: ${path.because}` }
  const sources = await Promise.all(
    path.servers.map(async (server) => ({ server, source: await host.sourceTowards(server) })),
  )
  const reachable = sources.filter(({ source }) => source !== undefined)
  if (reachable.length === 0) return { level: 'warn', text: 'no name server can be reached' }
  const outside = reachable.filter(({ source = '' }) => !tunnel.addresses.includes(source))
  if (outside.length > 0) {
    const servers = outside.map(({ server }) => server).join(', ')
    return {
      throughTunnel: false,
      level: 'warn',
      text: `names do not go through the tunnel: ${servers} is asked outside`,
    }
  }
  const servers = reachable.map(({ server }) => server)
  for (const server of servers) {
    if (await host.answers(server))
      return {
        throughTunnel: true,
        level: 'info',
        text: `names go through the tunnel, to ${servers.join(', ')}`,
      }
  }
  return {
    throughTunnel: true,
    level: 'warn',
    text: `names go through the tunnel, but ${servers.join(', ')} does not answer`,
  }
}

async function namePath({ device, domains }: TunnelEnds, host: NameHost): Promise<NamePath> {
  const servers = nameServersOf(host.resolvConf())
  if (!asksResolved(servers)) return pathOfResolvConf(servers)
  try {
    const [dns, domain] = await Promise.all([host.resolvectl('dns'), host.resolvectl('domain')])
    return pathOfResolved(dns, domain, device, domains)
  } catch (cause) {
    return {
      known: false,
      because: `systemd-resolved does not say whom it asks (${(cause as Error).message})`,
    }
  }
}

const DNS_PORT = 53

/** Nobody is ever called this (RFC 6761 section 6.4), so a server that is asked asks nobody else. */
const FIXED_LABEL = 'culvert-dns-check.invalid'

/** Twice, because the first packet through a new tunnel may be lost. */
const ATTEMPT_MS = [1_000, 3_000] as const

const execute = promisify(execFile)

/** The computer that we run on. */
export const thisComputer: NameHost = {
  resolvConf: () => {
    try {
      return readFileSync('/etc/resolv.conf', 'utf8')
    } catch {
      return ''
    }
  },
  resolvectl: async (about) =>
    (await execute('resolvectl', [about, '--no-pager'], { timeout: 3_000 })).stdout,
  sourceTowards: async (server) => {
    const socket = await connected(server)
    const source = socket?.address().address
    socket?.close()
    return source
  },
  answers: async (server) => {
    for (const patienceMs of ATTEMPT_MS) if (await asked(server, patienceMs)) return true
    return false
  },
}

/** A socket of UDP with its way chosen by the kernel; nothing is sent by that. Whoever gets it hears its errors. */
function connected(server: string): Promise<dgram.Socket | undefined> {
  return new Promise((resolve) => {
    const socket = dgram.createSocket(isIPv6(server) ? 'udp6' : 'udp4')
    // A check must not keep a program alive that has ended its connection.
    socket.unref()
    // Node tells a failure by the same callback, although its types do not say so; a network without a way is one.
    const done = (error?: Error) => {
      if (error === undefined) return resolve(socket)
      socket.close()
      resolve(undefined)
    }
    socket.connect(DNS_PORT, server, done)
  })
}

async function asked(server: string, patienceMs: number): Promise<boolean> {
  const socket = await connected(server)
  if (socket === undefined) return false
  const [high, low, ...label] = nodeCrypto.randomBytes(10)
  const name = `${toHex(Uint8Array.from(label))}.${FIXED_LABEL}`
  const question = { id: (high << 8) | low, name, type: 'A' } as const
  const answered = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), patienceMs).unref()
    // The end of the tunnel takes the way away; that may be told more than once.
    socket.on('error', () => resolve(false))
    socket.on('message', (message) => {
      if (parseDnsReply(message, question) !== undefined) resolve(true)
    })
    socket.send(encodeDnsQuery(question))
  })
  try {
    return await answered
  } finally {
    socket.close()
  }
}
