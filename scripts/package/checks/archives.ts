import { execFileSync } from 'node:child_process'
import { globSync, lstatSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Mode and path, as both lists give them; folders left out. */
type Listed = readonly string[]

/** What AppRun and desktops look for at the top of an AppImage, besides the program. */
const OWN_PLACES = /^(AppRun|\.DirIcon|culvert\.(png|desktop)|example\.culvert\.desktop|usr\/.*)$/

/** What deb and rpm alone have: with the first of them, Culvert would leave updates to a package manager. */
const PACKAGES_ONLY = /^resources\/(package-type|apparmor-profile)$/

/** The files of a tar.gz have to be those of the program that was put together, with their modes. */
export function checkTar(file: string, program: string): string[] {
  const lines = execFileSync('tar', ['--list', '--verbose', '--gzip', '--file', file], { encoding: 'utf8' })
  const listed = lines
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/))
    .filter(([mode]) => !mode.startsWith('d'))
    .map(([mode, , , , , path]) => `${mode} ${path.replace(/^[^/]+\//, '')}`)
  return differences(listed, listOf(program), file)
}

/** The same for an AppImage, whose file system begins behind its runtime. */
export function checkAppImage(file: string, program: string): string[] {
  const offset = readFileSync(file).indexOf('hsqs')
  if (offset < 0) return [`${file} has no file system in it`]
  const lines = execFileSync('unsquashfs', ['-o', String(offset), '-lls', file], { encoding: 'utf8' })
  const listed = lines
    .trim()
    .split('\n')
    .map((line) => line.split(/\s+/))
    .filter(([mode, , , , , path]) => /^[-l]/.test(mode) && path?.startsWith('squashfs-root/'))
    .map(([mode, , , , , path]) => `${mode} ${path.slice('squashfs-root/'.length)}`)
    .filter((entry) => !OWN_PLACES.test(entry.split(' ')[1]))
  return differences(listed, listOf(program), file)
}

function listOf(program: string): Listed {
  return globSync('**', { cwd: program, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return `${modeText(lstatSync(path).mode)} ${path.slice(program.length + 1)}`
    })
}

/** As `ls` writes it. */
function modeText(mode: number): string {
  const bits = [...'rwxrwxrwx'].map((letter, at) => (mode & (0o400 >> at) ? letter : '-')).join('')
  const setUid = mode & 0o4000 ? `${bits.slice(0, 2)}s${bits.slice(3)}` : bits
  return `${(mode & 0o170000) === 0o120000 ? 'l' : '-'}${setUid}`
}

function differences(found: Listed, made: Listed, file: string): string[] {
  const wanted = made.filter((entry) => !PACKAGES_ONLY.test(entry.split(' ')[1]))
  return [
    ...wanted.filter((entry) => !found.includes(entry)).map((entry) => `${entry} is not in ${file}`),
    ...found.filter((entry) => !wanted.includes(entry)).map((entry) => `${entry} is only in ${file}`),
  ]
}
