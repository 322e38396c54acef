import { readFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { NotSupportedError, StandIn } from './stand-in.ts'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** Files of other densities that Electron finds beside the one that is named. */
const DENSITIES = [1.25, 1.33, 1.4, 1.5, 1.8, 2, 2.5, 3, 4, 5]

interface Representation {
  scaleFactor: number
  png: Buffer
  width: number
  height: number
}

/** An image as far as its size and its bytes go; only PNG is read. */
export class NativeImage extends StandIn {
  protected readonly events = []
  readonly #representations: Representation[] = []
  /** Where it came from; a test tells icons apart by it. */
  readonly path: string | undefined
  isMacTemplateImage = false

  constructor(path?: string) {
    super()
    this.path = path
  }

  isEmpty(): boolean {
    return this.#representations.length === 0
  }

  getSize(scaleFactor = 1): { width: number; height: number } {
    const found = this.#at(scaleFactor)
    if (found === undefined) return { width: 0, height: 0 }
    return { width: found.width / found.scaleFactor, height: found.height / found.scaleFactor }
  }

  getAspectRatio(): number {
    const { width, height } = this.getSize()
    return height === 0 ? 0 : width / height
  }

  getScaleFactors(): number[] {
    return this.#representations.map(({ scaleFactor }) => scaleFactor)
  }

  toPNG({ scaleFactor = 1 } = {}): Buffer {
    return this.#at(scaleFactor)?.png ?? Buffer.alloc(0)
  }

  toDataURL(options?: { scaleFactor?: number }): string {
    return `data:image/png;base64,${this.toPNG(options).toString('base64')}`
  }

  setTemplateImage(template: boolean): void {
    this.isMacTemplateImage = template
  }

  isTemplateImage(): boolean {
    return this.isMacTemplateImage
  }

  addRepresentation({ scaleFactor = 1, buffer, dataURL }: RepresentationOptions): void {
    const bytes = buffer ?? Buffer.from(dataURL?.split(',', 2)[1] ?? '', 'base64')
    const size = pngSize(bytes)
    if (size !== undefined) this.#representations.push({ scaleFactor, png: bytes, ...size })
  }

  #at(scaleFactor: number): Representation | undefined {
    return this.#representations.find((each) => each.scaleFactor === scaleFactor) ?? this.#representations[0]
  }
}

interface RepresentationOptions {
  scaleFactor?: number
  buffer?: Buffer
  dataURL?: string
}

function pngSize(bytes: Buffer): { width: number; height: number } | undefined {
  if (bytes.length < 24 || !bytes.subarray(0, 8).equals(PNG)) return undefined
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

export const nativeImage = {
  createEmpty: (): NativeImage => new NativeImage(),

  /** As Electron: a file that is not there or no image gives an empty one. */
  createFromPath(path: string): NativeImage {
    const image = new NativeImage(path)
    const stem = join(dirname(path), basename(path, extname(path)))
    for (const scaleFactor of [1, ...DENSITIES]) {
      const buffer = read(scaleFactor === 1 ? path : `${stem}@${scaleFactor}x${extname(path)}`)
      if (buffer !== undefined) image.addRepresentation({ scaleFactor, buffer })
    }
    return image
  },

  createFromBuffer(buffer: Buffer, { scaleFactor = 1 } = {}): NativeImage {
    const image = new NativeImage()
    image.addRepresentation({ scaleFactor, buffer })
    return image
  },

  createFromDataURL(dataURL: string): NativeImage {
    const image = new NativeImage()
    image.addRepresentation({ dataURL })
    return image
  },

  createFromBitmap(): never {
    throw new NotSupportedError('nativeImage.createFromBitmap')
  },
}
