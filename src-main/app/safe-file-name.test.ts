import fc from 'fast-check'
import { expect, it } from 'vitest'
import { safeFileName } from './safe-file-name.ts'

it('keeps what may stand in the name of a file, and nothing else', () => {
  expect(safeFileName('Büro Köln')).toBe('Büro Köln')
  expect(safeFileName('../../etc/passwd')).toBe('etc passwd')
  expect(safeFileName('a\u202Egpj.b: "x"?')).toBe('a gpj.b x')
  for (const name of ['', '...', 'CON', 'nul.txt', '\n']) expect(safeFileName(name)).toBe('connection')
})

it('is one short name inside a folder, whatever a connection is called', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (name) => {
      const file = safeFileName(name)
      expect([...file].length).toBeLessThanOrEqual(100)
      expect(file).toMatch(/^[^./\\\p{Cc}][^/\\\p{Cc}]*$/u)
    }),
  )
})
