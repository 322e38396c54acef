import { execFileSync } from 'node:child_process'

interface Packed {
  mode: string
  owner: string
  path: string
}

/** What may start as root, whoever starts it. */
const SET_UID = '/opt/Culvert/chrome-sandbox'

const SYSTEM_PLACES = /^\/(opt\/Culvert|usr\/(bin\/culvert|lib\/(culvert|systemd\/system)|share)(\/|$))/

const lines = (command: string, args: readonly string[]) =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
    .trim()
    .split('\n')

/** The files of a Debian package, folders left out. */
export function filesOfDeb(file: string): Packed[] {
  return lines('dpkg-deb', ['--contents', file])
    .map((line) => line.split(/\s+/))
    .map(([mode, owner, , , , path]) => ({ mode, owner: owner.replace('/', ':'), path: path.slice(1) }))
    .filter(({ mode }) => !mode.startsWith('d'))
}

/** The files of an rpm, folders left out. */
export function filesOfRpm(file: string): Packed[] {
  return lines('rpm', [
    '-qp',
    '--nosignature',
    '--qf',
    '[%{FILEMODES:perms} %{FILEUSERNAME}:%{FILEGROUPNAME} %{FILENAMES}\\n]',
    file,
  ])
    .map((line) => line.split(' '))
    .map(([mode, owner, path]) => ({ mode, owner, path }))
    .filter(({ mode }) => !mode.startsWith('d'))
}

/** Answers with what is wrong about owners, modes and places. */
export function checkFiles(files: readonly Packed[]): string[] {
  return files.flatMap(({ mode, owner, path }) => {
    const isLink = mode.startsWith('l')
    const setUid = /s/i.test(mode)
    return [
      ...(owner === 'root:root' ? [] : [`${path} belongs to ${owner}`]),
      ...(!isLink && (mode[5] === 'w' || mode[8] === 'w') ? [`others may write ${path}`] : []),
      ...(setUid === (path === SET_UID) ? [] : [`${path} has the mode ${mode}`]),
      ...(SYSTEM_PLACES.test(path) ? [] : [`${path} is no place of ours`]),
    ]
  })
}

/** Both kinds of package bring the same files, besides what Debian alone wants to know, and where zsh looks. */
export function differencesOf(deb: readonly Packed[], rpm: readonly Packed[]): string[] {
  const ownWays = /\/(lintian|doc|zsh)\/|\/package-type$/
  const paths = (files: readonly Packed[]) =>
    new Set(files.map(({ path }) => path).filter((path) => !ownWays.test(path)))
  const [one, other] = [paths(deb), paths(rpm)]
  return [
    ...[...one].filter((path) => !other.has(path)).map((path) => `${path} is in the deb alone`),
    ...[...other].filter((path) => !one.has(path)).map((path) => `${path} is in the rpm alone`),
  ]
}
