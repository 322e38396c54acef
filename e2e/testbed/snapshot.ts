import { type RunResult, run } from './processes.ts'

/** What a network looks like, one text per aspect, without what changes by itself; made to be compared. */
export type Snapshot = Record<
  'links' | 'addresses' | 'rules' | 'routes' | 'rules6' | 'routes6' | 'firewall' | 'resolvConf',
  string
>

type Execute = (command: string, args: readonly string[]) => Promise<RunResult>

/** Looks at the network that `execute` runs commands in; without it, at the machine's own. */
export async function takeSnapshot(execute: Execute = run): Promise<Snapshot> {
  const show = async (command: string, ...args: string[]) => steady((await execute(command, args)).stdout)
  const [links, addresses, rules, routes, rules6, routes6, firewall, resolvConf] = await Promise.all([
    show('ip', '-o', 'link'),
    show('ip', '-o', 'addr'),
    show('ip', '-4', 'rule'),
    show('ip', '-4', 'route', 'show', 'table', 'all'),
    show('ip', '-6', 'rule'),
    show('ip', '-6', 'route', 'show', 'table', 'all'),
    show('nft', 'list', 'ruleset'),
    show('cat', '/etc/resolv.conf'),
  ])
  return { links, addresses, rules, routes, rules6, routes6, firewall, resolvConf }
}

/** Drops lifetimes, and sorts: neither they nor the order say anything about the set-up. */
function steady(text: string): string {
  return text
    .replace(/ (?:expires|valid_lft|preferred_lft) \d+sec/g, '')
    .replace(/ tentative\b/g, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter(Boolean)
    .sort()
    .join('\n')
}
