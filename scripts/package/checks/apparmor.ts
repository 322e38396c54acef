import { globSync } from 'node:fs'
import { join } from 'node:path'
import { newerAppArmor } from '../foreign-modules.ts'
import { verdictOf } from './descriptions.ts'

/** Reads the profile out of an unpacked package as the package's script does where AppArmor is version 4. Needs root, to unpack one. */
export function checkAppArmor(tree: string): string[] {
  const system = newerAppArmor()
  const [loader] = globSync('usr/lib*/ld-linux-*.so.*', { cwd: system })
  if (loader === undefined) return ['Debian 13 has no loader of programs where it is expected']
  return verdictOf(join(system, loader), [
    ...[
      '--library-path',
      globSync('usr/lib/*-linux-gnu', { cwd: system })
        .map((path) => join(system, path))
        .join(':'),
    ],
    ...[join(system, 'usr/sbin/apparmor_parser'), '--config-file', '/dev/null'],
    ...['--base', join(system, 'etc/apparmor.d'), '--skip-kernel-load', '--skip-cache'],
    join(tree, 'opt/Culvert/resources/apparmor-profile'),
  ])
}
