import { X509Certificate } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { FailureError } from '../../src-shared/failure.ts'
import type { ProfileMistake } from '../../src-shared/profile-mistake.ts'

/** A bundle of all public authorities has as much; one organisation's has a hundredth. */
export const MAX_CERTIFICATE_BYTES = 262_144

const PEM = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g

/**
 * The certificates of a file, PEM or DER, as PEM and nothing else: a key that lies beside them stays where it is. Rejects
 * with words when there is none.
 */
export async function readCertificates(path: string): Promise<string> {
  const bytes = await readStart(path)
  const blocks = bytes.toString('latin1').match(PEM) ?? [bytes]
  try {
    return blocks.map((block) => new X509Certificate(block).toString()).join('')
  } catch (cause) {
    throw malformed(path, { problem: 'no-certificate' }, cause)
  }
}

async function readStart(path: string): Promise<Buffer> {
  let file: FileHandle | undefined
  try {
    // Without O_NONBLOCK a named pipe would be waited for.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const { size } = await file.stat()
    if (size > MAX_CERTIFICATE_BYTES) {
      const limit = MAX_CERTIFICATE_BYTES
      throw new FailureError({ code: 'import-too-large', source: basename(path), size, limit })
    }
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, 0)
    return buffer.subarray(0, bytesRead)
  } catch (cause) {
    if (cause instanceof FailureError) throw cause
    const detail = (cause as NodeJS.ErrnoException).code ?? String(cause)
    throw malformed(path, { problem: 'unreadable', detail }, cause)
  } finally {
    await file?.close()
  }
}

function malformed(path: string, mistake: ProfileMistake, cause: unknown): FailureError {
  return new FailureError({ code: 'import-malformed', source: basename(path), mistake }, { cause })
}
