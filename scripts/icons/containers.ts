/** A PNG file and the pixels along its side. */
export interface Frame {
  size: number
  png: Uint8Array
}

/**
 * A Windows icon that holds PNG files, which Windows reads since Vista. The header is 6 bytes, each entry 16; a side of
 * 256 is written as 0.
 */
export function icoFile(frames: readonly Frame[]): Buffer {
  const header = Buffer.alloc(6)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(frames.length, 4)
  let offset = header.length + 16 * frames.length
  const entries = frames.map(({ size, png }) => {
    const entry = Buffer.alloc(16)
    entry.writeUInt8(size % 256, 0)
    entry.writeUInt8(size % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(png.length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += png.length
    return entry
  })
  return Buffer.concat([header, ...entries, ...frames.map(({ png }) => png)])
}

/** The types of a macOS icon that hold PNG files, by pixels: for plain screens, and at half the points for dense ones. */
const ICNS_TYPES: readonly (readonly [type: string, size: number])[] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]

/** A macOS icon: a length-prefixed list of typed blocks, all numbers big-endian. */
export function icnsFile(frames: readonly Frame[]): Buffer {
  const blocks = ICNS_TYPES.flatMap(([type, size]) => {
    const frame = frames.find((candidate) => candidate.size === size)
    return frame === undefined ? [] : [icnsBlock(type, frame.png)]
  })
  return icnsBlock('icns', Buffer.concat(blocks))
}

function icnsBlock(type: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8)
  head.write(type, 'latin1')
  head.writeUInt32BE(head.length + content.length, 4)
  return Buffer.concat([head, content])
}
