import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { FailureError } from '../../src-shared/failure.ts'

/** A file that is being written; it gets its real name when it is complete. */
const PART = /^\..+\.[0-9a-f]{8}\.part$/

/** A part that is older than this was left by a program that was killed. */
const PART_MS = 60_000

/**
 * Replaces a file whole and at once: whoever reads it, even after a power cut, finds the old text or the new one. Only
 * its owner can read it. Rejects with `store-unwritable`; the old text is still there then.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const part = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.part`)
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const file = await open(part, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600)
    try {
      await file.writeFile(text)
      // On the disk before it has its name.
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
  } catch (cause) {
    // Where it cannot even be removed it was not made, and the first error is the one that says why.
    await rm(part, { force: true }).catch(() => undefined)
    throw storeFailure('store-unwritable', path, cause)
  }
}

/** Removes what a kill left between the beginning and the end of a write. */
export async function sweepParts(folder: string, now = Date.now()): Promise<void> {
  for (const name of (await readdir(folder)).filter((name) => PART.test(name))) {
    const path = join(folder, name)
    // It may be gone between two steps: then somebody was writing it, and has finished.
    const written = await stat(path).catch(() => undefined)
    if (written !== undefined && now - written.mtimeMs > PART_MS) await rm(path, { force: true })
  }
}

/** The failure that a file of ours caused; `detail` is the system's code for it, where there is one. */
export function storeFailure(
  code: 'store-unreadable' | 'store-unwritable',
  path: string,
  cause: unknown,
): FailureError {
  const { code: systemCode, message } = cause as NodeJS.ErrnoException
  return new FailureError({ code, path, detail: systemCode ?? message ?? String(cause) }, { cause })
}
