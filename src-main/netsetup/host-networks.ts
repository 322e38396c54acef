import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import type { HostNetwork } from '../../src-shared/route-preview.ts'

const run = promisify(execFile)

/** Devices by their names, as the programs that make them call them. */
const KINDS: readonly [RegExp, HostNetwork['kind']][] = [
  [/^(docker|podman|cni|br-[0-9a-f]{12})/, 'containers'],
  [/^(virbr|vmnet|vboxnet|lxdbr|incusbr)/, 'virtual-machines'],
  [/^(tun|tap|wg|ppp|tailscale|zt|nordlynx|proton)/, 'vpn'],
]

/**
 * The networks that this computer is in, from its routing table. Empty where they cannot be told: this is for warnings,
 * and nothing depends on it.
 */
export async function readHostNetworks(): Promise<HostNetwork[]> {
  if (process.platform !== 'linux') return []
  const isWsl = readIfThere('/proc/version').toLowerCase().includes('microsoft')
  const tables = await Promise.all(['-4', '-6'].map(readTable))
  return hostNetworksOf(tables.flat(), isWsl)
}

/** What `ip -json route` prints of a route, as far as it matters here. */
export interface IpRoute {
  dst?: string
  dev?: string
  type?: string
}

/** Leaves out default routes, single hosts, what belongs to the link itself, and our own devices. Pure. */
export function hostNetworksOf(routes: readonly IpRoute[], isWsl: boolean): HostNetwork[] {
  const found = routes.flatMap(({ dst = '', dev = '', type = 'unicast' }): HostNetwork[] => {
    const isNetwork = dst.includes('/') && !/\/0$/.test(dst)
    if (!isNetwork || type !== 'unicast' || dev === '' || /^(lo|sstp\d)$/.test(dev)) return []
    if (/^(fe80:|ff|169\.254\.|127\.)/.test(dst)) return []
    const kind = KINDS.find(([pattern]) => pattern.test(dev))?.[1] ?? (isWsl ? 'wsl' : 'local')
    return [{ network: dst, device: dev, kind }]
  })
  const seen = new Set<string>()
  return found.filter(({ network }) => !seen.has(network) && seen.add(network))
}

async function readTable(family: string): Promise<IpRoute[]> {
  try {
    const { stdout } = await run('ip', ['-json', family, 'route', 'show', 'table', 'main'], {
      timeout: 3_000,
    })
    // Without a route it prints nothing at all.
    return stdout.trim() === '' ? [] : JSON.parse(stdout)
  } catch {
    // No `ip`, or one that cannot print JSON: then there are no warnings.
    return []
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
