import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { IMPORT_LIMITS, type ImportFile } from '../../src-shared/import-review.ts'
import { baseName } from './profile-formats/clean-text.ts'

/**
 * Reads files for the review, each up to the cap. Never throws and never waits for a pipe: what cannot be read comes
 * back with the reason. Of more files than may be looked at, only the first are opened.
 */
export async function readImportFiles(paths: readonly string[]): Promise<ImportFile[]> {
  const files: ImportFile[] = []
  for (const [index, path] of paths.entries()) {
    const name = baseName(path)
    const opened = index < IMPORT_LIMITS.FILES
    files.push(opened ? await readOne(path, name) : { name, size: 0, bytes: new Uint8Array() })
  }
  return files
}

async function readOne(path: string, name: string): Promise<ImportFile> {
  const failed = (unreadable: string) => ({ name, size: 0, bytes: new Uint8Array(), unreadable })
  let file: FileHandle | undefined
  try {
    // Without O_NONBLOCK a named pipe would be waited for.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const stat = await file.stat()
    if (stat.isDirectory()) return failed('EISDIR')
    if (!stat.isFile()) return failed('EFTYPE')
    const bytes = await readStart(file, Math.min(stat.size, IMPORT_LIMITS.BYTES_PER_FILE))
    return { name, size: Math.max(stat.size, bytes.length), bytes }
  } catch (cause) {
    return failed((cause as NodeJS.ErrnoException).code ?? String(cause))
  } finally {
    await file?.close()
  }
}

async function readStart(file: FileHandle, size: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(size)
  let length = 0
  while (length < size) {
    const { bytesRead } = await file.read(buffer, length, size - length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return buffer.subarray(0, length)
}
