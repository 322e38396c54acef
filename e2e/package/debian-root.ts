import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../testbed/processes.ts'

const STORE = join(import.meta.dirname, '../../out/test-packages')

/** What a desktop has anyway, and what the tests ask things with. Not a part of it: systemd, which a chroot cannot run. */
const FURNITURE = [
  ...['polkitd', 'dbus', 'desktop-file-utils', 'shared-mime-info', 'apparmor', 'procps', 'iputils-ping'],
  ...['libfile-mimeinfo-perl', 'bash-completion', 'man-db', 'hicolor-icon-theme', 'zsh', 'ca-certificates'],
]

/**
 * A fresh Debian with everything that a package depends on, as a folder. Made once, in about a minute, and kept; a change of
 * the dependencies makes another one.
 */
export async function debianRoot(deb: string): Promise<string> {
  const { stdout } = await run('dpkg-deb', ['--field', deb, 'Depends'])
  const packages = [...dependenciesOf(stdout), ...FURNITURE]
  const hash = createHash('sha256').update(packages.join()).digest('hex').slice(0, 12)
  const folder = join(STORE, `debian-root-${hash}`)
  if (existsSync(folder)) return folder
  const fresh = `${folder}.${process.pid}`
  mkdirSync(STORE, { recursive: true })
  try {
    const args = ['--variant=minbase', '--mode=root', `--include=${packages.join(',')}`, 'bookworm', fresh]
    await run('mmdebstrap', args, { timeoutMs: 900_000 })
    renameSync(fresh, folder)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  return folder
}

/** The first of each choice, which is the name that Debian 12 has, without its version. */
function dependenciesOf(field: string): string[] {
  return field.split(',').map((choice) =>
    choice
      .split('|')[0]
      .replace(/\(.*\)/, '')
      .trim(),
  )
}
