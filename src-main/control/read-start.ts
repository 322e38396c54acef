import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/**
 * The beginning of an ordinary file: one byte more than `limit` at most, which is enough to see that it is too large. A
 * named pipe is refused instead of waited for.
 */
export async function readStart(path: string, limit: number): Promise<Uint8Array> {
  // Windows has no O_NONBLOCK, and no pipes among files.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const stat = await file.stat()
    if (stat.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' })
    // Linux has no code for this; macOS calls it so.
    if (!stat.isFile()) throw Object.assign(new Error('it is not an ordinary file'), { code: 'EFTYPE' })
    const buffer = new Uint8Array(Math.min(limit, stat.size) + 1)
    let length = 0
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return buffer.subarray(0, length)
  } finally {
    await file.close()
  }
}
