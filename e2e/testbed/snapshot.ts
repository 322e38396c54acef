import { readFile } from 'node:fs/promises'
import { type RunResult, run } from './processes.ts'

/** What a network looks like, one text per aspect, without what changes by itself; made to be compared. */
export type Snapshot = Record<
  'links' | 'addresses' | 'rules' | 'routes' | 'rules6' | 'routes6' | 'firewall' | 'resolvConf',
  string
>

interface Place {
  exec: (command: string, args: readonly string[]) => Promise<RunResult>
  resolvConf: string
}

/** The machine's own network, outside of every namespace. */
export const HOST: Place = { exec: run, resolvConf: '/etc/resolv.conf' }

export async function takeSnapshot(place: Place): Promise<Snapshot> {
  const show = async (command: string, ...args: string[]) => steady((await place.exec(command, args)).stdout)
  const [links, addresses, rules, routes, rules6, routes6, firewall, resolvConf] = await Promise.all([
    show('ip', '-o', 'link'),
    show('ip', '-o', 'addr'),
    show('ip', '-4', 'rule'),
    show('ip', '-4', 'route', 'show', 'table', 'all'),
    show('ip', '-6', 'rule'),
    show('ip', '-6', 'route', 'show', 'table', 'all'),
    show('nft', 'list', 'ruleset'),
    readFile(place.resolvConf, 'utf8'),
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
