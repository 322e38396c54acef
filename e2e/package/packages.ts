import { execFileSync } from 'node:child_process'
import { globSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { ownedFolder } from '../testbed/owner.ts'

const PACKAGES = join(import.meta.dirname, '../../out/package')

/** How each kind of package calls the processor that this runs on; packages for another one may lie beside it. */
const OWN = {
  deb: process.arch === 'arm64' ? 'arm64' : 'amd64',
  rpm: process.arch === 'arm64' ? 'aarch64' : 'x86_64',
  'tar.gz': process.arch,
}

/** The newest package that `npm run package` made: with Electron where that is installed, otherwise with its stand-in. */
export function builtPackage(type: keyof typeof OWN): string {
  const [found] = ['release', 'stand-in'].flatMap((folder) =>
    globSync(join(PACKAGES, folder, `*-${OWN[type]}.${type}`)),
  )
  if (found === undefined) throw new Error(`there is no ${type}: run "npm run package" first`)
  return found
}

/** The same package under another version, as its successor would come. */
export function asVersion(deb: string, version: string): string {
  return altered(deb, (tree) => setVersion(tree, version))
}

/** The package as its first versions were, whose rule for polkit and the actions in it had other names. */
export function withFormerPolicy(deb: string): string {
  return altered(deb, (tree) => {
    setVersion(tree, '0.0.1')
    const folder = join(tree, 'usr/share/polkit-1/actions')
    const policy = join(folder, 'io.github.culvert.helper.policy')
    renameSync(join(folder, 'example.culvert.helper.policy'), policy)
    execFileSync('sed', ['-i', 's/example\\.culvert\\.helper/io.github.culvert.helper/', policy])
    execFileSync('sed', [
      '-i',
      's/example\\.culvert\\.helper/io.github.culvert.helper/',
      join(tree, 'DEBIAN/md5sums'),
    ])
  })
}

function setVersion(tree: string, version: string): void {
  execFileSync('sed', ['-i', `s/^Version: .*/Version: ${version}/`, join(tree, 'DEBIAN/control')])
}

function altered(deb: string, change: (tree: string) => void): string {
  const folder = ownedFolder('deb')
  const tree = join(folder, 'tree')
  execFileSync('dpkg-deb', ['--raw-extract', deb, tree])
  change(tree)
  const file = join(folder, 'altered.deb')
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', tree, file], {
    stdio: 'ignore',
  })
  return file
}
