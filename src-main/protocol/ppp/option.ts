import { concat, equal, readU16, readU32, writeU16, writeU32 } from '../bytes.ts'

/** One configuration option (RFC 1661 section 6). `data` may be a view into the packet that was parsed. */
export interface Option {
  type: number
  data: Uint8Array
}

/** Type and length. */
const HEADER_LENGTH = 2

/** Reads a list of options; undefined when a length does not fit, because then nothing behind it can be trusted. */
export function parseOptions(body: Uint8Array): Option[] | undefined {
  const options: Option[] = []
  let at = 0
  while (at < body.length) {
    const length = body[at + 1]
    if (at + HEADER_LENGTH > body.length || length < HEADER_LENGTH || at + length > body.length)
      return undefined
    options.push({ type: body[at], data: body.subarray(at + HEADER_LENGTH, at + length) })
    at += length
  }
  return options
}

export function encodeOptions(options: readonly Option[]): Uint8Array {
  return concat(
    ...options.map(({ type, data }) => concat(Uint8Array.of(type, HEADER_LENGTH + data.length), data)),
  )
}

/** Same options with the same values in the same order, as a Configure-Ack must repeat them. */
export function sameOptions(a: readonly Option[], b: readonly Option[]): boolean {
  return a.length === b.length && a.every((option, i) => sameOption(option, b[i]))
}

function sameOption(a: Option, b: Option): boolean {
  return a.type === b.type && equal(a.data, b.data)
}

export function optionU16(type: number, value: number): Option {
  const data = new Uint8Array(2)
  writeU16(data, 0, value)
  return { type, data }
}

export function optionU32(type: number, value: number): Option {
  const data = new Uint8Array(4)
  writeU32(data, 0, value)
  return { type, data }
}

/** The option's value, or undefined when it is not two bytes long. */
export function u16Of({ data }: Option): number | undefined {
  return data.length === 2 ? readU16(data, 0) : undefined
}

/** The option's value, or undefined when it is not four bytes long. */
export function u32Of({ data }: Option): number | undefined {
  return data.length === 4 ? readU32(data, 0) : undefined
}
