import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const STORE = join(import.meta.dirname, '../../out/test-packages')

/**
 * Downloads Debian packages and unpacks them side by side into one folder, without installing anything: to install
 * systemd-resolved, say, would change how this machine asks for names. Resolves with the folder; quick the second time.
 */
export async function unpackDebianPackages(...names: readonly string[]): Promise<string> {
  const folder = join(STORE, names.join('+'))
  if (existsSync(folder)) return folder
  const fresh = `${folder}.${process.pid}`
  await mkdir(join(fresh, 'root'), { recursive: true })
  await run('apt-get', ['download', '-q', ...names], { cwd: fresh })
  for (const file of await readdir(fresh)) {
    if (file.endsWith('.deb')) await run('dpkg-deb', ['-x', join(fresh, file), join(fresh, 'root')])
  }
  await rename(join(fresh, 'root'), folder)
  await rm(fresh, { recursive: true })
  return folder
}
