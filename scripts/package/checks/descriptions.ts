import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A program that checks something: its words, when it does not like what it sees. */
export function verdictOf(command: string, args: readonly string[]): string[] {
  const { error, status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (error) return [`${command} could not be run: ${error.message}`]
  return status === 0
    ? []
    : `${stdout}${stderr}`
        .trim()
        .split('\n')
        .map((line) => `${command}: ${line}`)
}

/** What a desktop reads about the program, out of an unpacked package. */
export function checkDescriptions(tree: string): string[] {
  const share = join(tree, 'usr/share')
  return [
    ...verdictOf('desktop-file-validate', [
      '--warn-kde',
      join(share, 'applications/example.culvert.desktop'),
    ]),
    ...verdictOf('appstreamcli', [
      'validate',
      '--no-net',
      join(share, 'metainfo/example.culvert.Culvert.metainfo.xml'),
    ]),
    ...verdictOf('xmllint', ['--noout', join(share, 'mime/packages/culvert.xml')]),
    ...checkMimeType(share),
  ]
}

/** Puts the description among those of the system, where a desktop would, and asks about a file. */
function checkMimeType(share: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'culvert-mime-'))
  try {
    mkdirSync(join(folder, 'mime', 'packages'), { recursive: true })
    cpSync(join(share, 'mime/packages/culvert.xml'), join(folder, 'mime/packages/culvert.xml'))
    cpSync('/usr/share/mime/packages/freedesktop.org.xml', join(folder, 'mime/packages/freedesktop.org.xml'))
    execFileSync('update-mime-database', [join(folder, 'mime')], { stdio: 'ignore' })
    const file = join(folder, 'office.sstp')
    writeFileSync(file, 'format = 1\n')
    const env = { PATH: process.env.PATH, HOME: folder, XDG_DATA_HOME: folder, XDG_DATA_DIRS: folder }
    const found = execFileSync('xdg-mime', ['query', 'filetype', file], { env, encoding: 'utf8' }).trim()
    return found === 'application/x-sstp' ? [] : [`a .sstp file is taken for ${found}`]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
