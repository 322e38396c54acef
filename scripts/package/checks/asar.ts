import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

interface Entry {
  files?: Record<string, Entry>
  offset?: string
  size?: number
  unpacked?: boolean
  integrity?: { algorithm: string; hash: string }
}

export interface Archive {
  /** Paths of all files, in order. */
  files: string[]
  /** Files whose bytes are not those that the archive vouches for. */
  altered: string[]
}

/** Reads Electron's archive format: two pickled numbers, a header in JSON, the files one after the other. */
export function readAsar(path: string): Archive {
  const bytes = readFileSync(path)
  const headerSize = bytes.readUInt32LE(4)
  const text = bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12))
  const start = 8 + headerSize
  const archive: Archive = { files: [], altered: [] }
  const visit = (folder: Entry, below: string) => {
    for (const [name, entry] of Object.entries(folder.files ?? {})) {
      const at = below === '' ? name : `${below}/${name}`
      if (entry.files !== undefined) visit(entry, at)
      else {
        archive.files.push(at)
        if (!isIntact(bytes, start, entry)) archive.altered.push(at)
      }
    }
  }
  visit(JSON.parse(text), '')
  archive.files.sort()
  return archive
}

function isIntact(bytes: Buffer, start: number, { unpacked, offset, size = 0, integrity }: Entry): boolean {
  if (unpacked === true) return true
  const from = start + Number(offset)
  const hash = createHash('sha256')
    .update(bytes.subarray(from, from + size))
    .digest('hex')
  return integrity?.algorithm === 'SHA256' && integrity.hash === hash
}
