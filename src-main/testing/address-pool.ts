import { readU32, writeU32 } from '../protocol/bytes.ts'

/** Addresses that a server hands out, as unsigned 32-bit numbers. */
export class AddressPool {
  readonly #free: number[]

  /** `count` addresses from `first` on. */
  constructor(first: string, count: number) {
    const start = parseAddress(first)
    this.#free = Array.from({ length: count }, (_, i) => start + i)
  }

  /** An address that nobody has, or undefined when all are taken. */
  take(): number | undefined {
    return this.#free.shift()
  }

  giveBack(address: number): void {
    this.#free.push(address)
  }
}

/** The one address of a user whose administrator gave him a fixed one: he has it again whenever he comes back. */
export class FixedAddress extends AddressPool {
  readonly #address: number

  constructor(address: string) {
    super(address, 1)
    this.#address = parseAddress(address)
  }

  override take(): number {
    return this.#address
  }

  override giveBack(): void {}
}

/** Dotted text as a number. Throws RangeError for anything else, because it comes from a test's author. */
export function parseAddress(text: string): number {
  const bytes = Uint8Array.from(text.split('.'), Number)
  if (bytes.length !== 4 || !/^\d{1,3}(\.\d{1,3}){3}$/.test(text))
    throw new RangeError(`not an address: ${text}`)
  return readU32(bytes, 0)
}

export function formatAddress(address: number): string {
  const bytes = new Uint8Array(4)
  writeU32(bytes, 0, address)
  return bytes.join('.')
}
