import type { Namespace } from '../../e2e/testbed/namespace.ts'
import { run } from '../../e2e/testbed/processes.ts'
import { overlay, unpackDebianPackages } from '../../src-main/testing/debian-packages.ts'

/** Where services have the programs that nobody calls by name. */
const PROGRAMS = '/usr/libexec'

/**
 * Makes Debian packages, with all that they depend on, usable inside these namespaces. Nothing is installed: they are
 * unpacked into a folder and laid over the system's folders there, so that no service of theirs starts anywhere.
 */
export async function furnish(
  namespaces: readonly Namespace[],
  ...packages: readonly string[]
): Promise<void> {
  const names = await missing(packages)
  if (names.length === 0) return
  const folder = await unpackDebianPackages(...names)
  const script = `${overlay(folder)}
    test ! -d ${folder}${PROGRAMS} || mount -t overlay overlay -o lowerdir=${folder}${PROGRAMS}:${PROGRAMS} ${PROGRAMS}`
  for (const namespace of namespaces) await namespace.exec('sh', ['-c', script])
}

/** What an installation of these packages would add to this system. */
async function missing(packages: readonly string[]): Promise<string[]> {
  const { stdout } = await run('apt-get', ['install', '-s', '-qq', '--no-install-recommends', ...packages])
  return newPackages(stdout)
}

/**
 * The packages that a simulated installation would add. Those that it would bring up to date are good enough as they
 * are, and what looks after the devices of the whole machine has no place in a namespace.
 */
export function newPackages(simulation: string): string[] {
  return [...simulation.matchAll(/^Inst (\S+) \(/gm)]
    .map(([, name]) => name)
    .filter((name) => !/udev|systemd/.test(name))
}
