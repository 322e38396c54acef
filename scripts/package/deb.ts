import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, lutimesSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PackageRequest } from './fpm-arguments.ts'
import { QUICK, type TreeEntry } from './package-tree.ts'

/** Makes a Debian package of the tree in `root`, with dpkg's own tool, as its manual deb(5) and Debian's policy say. */
export function makeDeb(
  request: PackageRequest,
  root: string,
  entries: readonly TreeEntry[],
  time: number,
): void {
  const control = join(root, 'DEBIAN')
  mkdirSync(control)
  writeFileSync(join(control, 'control'), controlFile(request, entries))
  writeFileSync(join(control, 'md5sums'), checksums(root, entries))
  const scripts = { postinst: request.afterInstall, prerm: request.beforeRemove, postrm: request.afterRemove }
  for (const [name, from] of Object.entries(scripts)) {
    if (from === '') continue
    copyFileSync(from, join(control, name))
    chmodSync(join(control, name), 0o755)
  }
  // Whoever builds may have any umask.
  for (const name of ['control', 'md5sums']) chmodSync(join(control, name), 0o644)
  chmodSync(control, 0o755)
  lutimesSync(root, time, time)
  const compression = process.env[QUICK] === undefined ? ['-Zxz'] : ['-Zgzip', '-z1']
  execFileSync('dpkg-deb', ['--root-owner-group', ...compression, '--build', root, request.file], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, SOURCE_DATE_EPOCH: String(time) },
  })
}

function controlFile(request: PackageRequest, entries: readonly TreeEntry[]): string {
  // Debian counts in KiB, and a folder as one of them.
  const size = entries.reduce((sum, entry) => sum + Math.max(1, Math.ceil(entry.size / 1024)), 0)
  const { version, iteration } = request
  const fields = [
    ['Package', request.name],
    ['Version', iteration === '' ? version : `${version}-${iteration}`],
    ['Section', request.category],
    ['Priority', request.priority],
    ['Architecture', request.architecture],
    ['Maintainer', request.maintainer],
    ['Installed-Size', String(size)],
    ['Depends', request.depends.join(', ')],
    ['Recommends', request.recommends.join(', ')],
    ['Homepage', request.url],
    [
      'Description',
      `${request.summary}\n${request.description
        .split('\n')
        .map((line) => ` ${line || '.'}`)
        .join('\n')}`,
    ],
  ]
  return fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')
}

function checksums(root: string, entries: readonly TreeEntry[]): string {
  return entries
    .filter(({ type }) => type === 'file')
    .map(
      ({ path }) =>
        `${createHash('md5')
          .update(readFileSync(join(root, path)))
          .digest('hex')}  ${path}\n`,
    )
    .join('')
}
