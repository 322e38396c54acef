import { execFileSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { ownedFolder } from '../testbed/owner.ts'

const PACKAGES = join(import.meta.dirname, '../../out/package')

/** The newest package that `npm run package` made: with Electron where that is installed, otherwise with its stand-in. */
export function builtPackage(type: 'deb' | 'rpm'): string {
  const [found] = ['release', 'stand-in'].flatMap((folder) => globSync(join(PACKAGES, folder, `*.${type}`)))
  if (found === undefined) throw new Error(`there is no ${type}: run "npm run package" first`)
  return found
}

/** The same package under another version, as its successor would come. */
export function asVersion(deb: string, version: string): string {
  const folder = ownedFolder('deb')
  const tree = join(folder, 'tree')
  execFileSync('dpkg-deb', ['--raw-extract', deb, tree])
  execFileSync('sed', ['-i', `s/^Version: .*/Version: ${version}/`, join(tree, 'DEBIAN/control')])
  const file = join(folder, 'next.deb')
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', tree, file], {
    stdio: 'ignore',
  })
  return file
}
