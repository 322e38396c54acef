import { FailureError } from '../../src-shared/failure.ts'
import { IMPORT_LIMITS, type ImportFile } from '../../src-shared/import-review.ts'

/** What is needed of the browser's `File`. */
export type Readable = Pick<File, 'name' | 'size' | 'slice'>

/** The contents of dropped files, each cut at the limit: the review says that a file was too large. */
export async function readFiles(files: readonly Readable[]): Promise<ImportFile[]> {
  if (files.length > IMPORT_LIMITS.FILES)
    throw new FailureError({ code: 'import-too-many', count: files.length, limit: IMPORT_LIMITS.FILES })
  return await Promise.all(files.map(readFile))
}

async function readFile(file: Readable): Promise<ImportFile> {
  const head = file.slice(0, IMPORT_LIMITS.BYTES_PER_FILE)
  try {
    return { name: file.name, size: file.size, bytes: new Uint8Array(await head.arrayBuffer()) }
  } catch (error) {
    // A folder, or a file that went away while it was dragged.
    const detail = error instanceof Error ? error.message : String(error)
    throw new FailureError({ code: 'profile-unreadable', path: file.name, detail }, { cause: error })
  }
}
