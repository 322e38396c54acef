import { constants } from 'node:fs'
import { type FileHandle, open, readdir } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { FailureError } from '../../src-shared/failure.ts'
import type { Profile } from '../../src-shared/profile.ts'
import { MAX_PROFILE_BYTES } from './profile-formats/profile-text.ts'
import { parseSstp } from './profile-formats/sstp.ts'
import { isSstpUri, profileFromUri } from './profile-formats/sstp-uri.ts'

export interface FoundProfile {
  profile: Profile
  /** Keys of the file that this version does not know. */
  unknown: string[]
  source: { type: 'file'; path: string } | { type: 'uri' }
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Finds what a user means by an `sstp://` address, the path of a file, or the name of a saved profile (its file's name
 * without `.sstp`, or its `name`). Throws `profile-not-found`, `profile-unreadable` or `profile-malformed`, and `usage`
 * when two saved profiles have the name.
 */
export async function findProfile(nameOrPath: string, env: Environment): Promise<FoundProfile> {
  if (isSstpUri(nameOrPath)) {
    return { profile: profileFromUri(nameOrPath), unknown: [], source: { type: 'uri' } }
  }
  const isPath = nameOrPath.endsWith('.sstp') || /[/\\]/.test(nameOrPath)
  const found =
    (await readProfile(nameOrPath, { orDirectory: !isPath })) ?? (await findSaved(nameOrPath, env))
  if (found === undefined) throw new FailureError({ code: 'profile-not-found', name: nameOrPath })
  return found
}

/** Where profiles are saved: `$XDG_CONFIG_HOME/culvert/profiles`; undefined when the user has no home. */
export function profilesFolder(env: Environment): string | undefined {
  const { XDG_CONFIG_HOME: config, HOME: home } = env
  // XDG Base Directory: a relative path is to be ignored.
  if (config !== undefined && isAbsolute(config)) return join(config, 'culvert', 'profiles')
  return home === undefined || home === '' ? undefined : join(home, '.config', 'culvert', 'profiles')
}

async function findSaved(name: string, env: Environment): Promise<FoundProfile | undefined> {
  const folder = profilesFolder(env)
  if (folder === undefined || /[/\0]/.test(name)) return undefined
  const fileName = name.endsWith('.sstp') ? name : `${name}.sstp`
  const direct = await readProfile(join(folder, fileName))
  if (direct !== undefined) return direct
  const candidates = (await filesIn(folder)).filter((file) => file.endsWith('.sstp')).sort()
  const named: FoundProfile[] = []
  for (const file of candidates) {
    const found = await readProfile(join(folder, file)).catch(ignoreBroken)
    if (found?.profile.name === name) named.push(found)
  }
  if (named.length > 1) {
    const places = named.map(({ source }) => (source.type === 'file' ? source.path : ''))
    throw new FailureError({ code: 'profile-ambiguous', name, places })
  }
  return named[0]
}

/** A profile that cannot be read has no name that could be the one looked for. */
function ignoreBroken(cause: unknown): undefined {
  if (!(cause instanceof FailureError)) throw cause
}

async function filesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return []
    throw unreadable(folder, cause)
  }
}

/** Undefined when there is no such file, or (if asked for) a folder instead. */
async function readProfile(
  path: string,
  options?: { orDirectory: boolean },
): Promise<FoundProfile | undefined> {
  let file: FileHandle
  try {
    // Without O_NONBLOCK a named pipe would be waited for.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE'].includes(codeOf(cause)))
      return undefined
    throw unreadable(path, cause)
  }
  try {
    const stat = await file.stat()
    if (!stat.isFile()) {
      if (stat.isDirectory() && options?.orDirectory) return undefined
      const detail = stat.isDirectory() ? 'EISDIR' : 'EFTYPE'
      throw new FailureError({ code: 'profile-unreadable', path, detail })
    }
    const { profile, unknown } = parseSstp(await readStart(file, path), path)
    return { profile, unknown, source: { type: 'file', path } }
  } finally {
    await file.close()
  }
}

/** One byte more than a profile may have is enough to see that it is too large. */
async function readStart(file: FileHandle, path: string): Promise<Uint8Array> {
  const buffer = new Uint8Array(MAX_PROFILE_BYTES + 1)
  let length = 0
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length)
      length += bytesRead
      if (bytesRead === 0 || length === buffer.length) return buffer.subarray(0, length)
    }
  } catch (cause) {
    throw unreadable(path, cause)
  }
}

function unreadable(path: string, cause: unknown): FailureError {
  return new FailureError({ code: 'profile-unreadable', path, detail: codeOf(cause) }, { cause })
}

function codeOf(cause: unknown): string {
  return (cause as NodeJS.ErrnoException).code ?? String(cause)
}
