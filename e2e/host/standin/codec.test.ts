import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codec } from './codec.ts'

const there = (value: unknown) => codec.decode(codec.encode(value))

describe('the codec between page and main process', () => {
  it('carries any value that can be cloned', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: false,
      withNullPrototype: false,
    })
    fc.assert(
      fc.property(anything, (value) => {
        expect(there(value)).toEqual(structuredClone(value))
      }),
    )
  })

  it('keeps the kind and the words of an error', () => {
    const error = there(new RangeError('too far'))
    expect(error).toBeInstanceOf(RangeError)
    expect(error).toMatchObject({ name: 'RangeError', message: 'too far' })
  })

  it('takes a view of bytes for what it shows, not for what it lies upon', () => {
    expect(there(Buffer.from('abcdef').subarray(2, 4))).toEqual(new Uint8Array([99, 100]))
  })

  it.each([() => undefined, Symbol('x'), { deep: [() => undefined] }, Promise.resolve()])(
    "refuses what cannot be cloned, in Electron's words",
    (value) => {
      expect(() => codec.encode(value)).toThrow('An object could not be cloned.')
    },
  )
})
