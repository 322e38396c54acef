import { inflateSync } from 'node:zlib'

/** A picture as rows of pixels, four bytes each: red, green, blue, opacity. */
export interface Picture {
  width: number
  height: number
  pixels: Buffer
}

const BYTES_PER_PIXEL = 4

/** Reads what Chromium writes: eight bits a channel with opacity, not interlaced (PNG, third edition). */
export function readPng(file: Buffer): Picture {
  const parts: Buffer[] = []
  let header: Buffer | undefined
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at)
    const type = file.toString('latin1', at + 4, at + 8)
    const content = file.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') header = content
    if (type === 'IDAT') parts.push(content)
    at += length + 12
  }
  if (header === undefined || header[8] !== 8 || header[9] !== 6 || header[12] !== 0)
    throw new Error('not a PNG of the kind that is read here')
  const width = header.readUInt32BE(0)
  const height = header.readUInt32BE(4)
  return { width, height, pixels: unfilter(inflateSync(Buffer.concat(parts)), width, height) }
}

/** Each row begins with the kind of prediction that its bytes are relative to. */
function unfilter(filtered: Buffer, width: number, height: number): Buffer {
  const stride = width * BYTES_PER_PIXEL
  const pixels = Buffer.alloc(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = filtered[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x < BYTES_PER_PIXEL ? 0 : pixels[at - BYTES_PER_PIXEL]
      const up = y === 0 ? 0 : pixels[at - stride]
      const corner = x < BYTES_PER_PIXEL || y === 0 ? 0 : pixels[at - stride - BYTES_PER_PIXEL]
      pixels[at] = filtered[y * (stride + 1) + 1 + x] + predicted(filter, left, up, corner)
    }
  }
  return pixels
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0
    case 1:
      return left
    case 2:
      return up
    case 3:
      return (left + up) >> 1
    case 4:
      return nearest(left + up - corner, left, up, corner)
    default:
      throw new Error(`PNG knows no filter ${filter}`)
  }
}

/** Paeth's predictor: of three neighbours the one that is nearest to the estimate. */
function nearest(estimate: number, left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(estimate - value))
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}
