import { expect, it } from 'vitest'
import { findLicences } from './find-licences.ts'

const LICENCES = [
  { name: 'Culvert', text: 'MIT License, by the authors' },
  { name: 'koffi 3.3.4 (MIT)', text: 'Copyright of somebody' },
  { name: 'tslib 2.8.1 (0BSD)', text: 'Like MIT, but shorter' },
]
const found = (search: string) => findLicences(LICENCES, search).map(({ name }) => name.split(' ')[0])

it('finds words in names and texts, those in names first', () => {
  expect(found('')).toEqual(['Culvert', 'koffi', 'tslib'])
  expect(found('mit')).toEqual(['koffi', 'Culvert', 'tslib'])
  expect(found('  MIT  shorter ')).toEqual(['tslib'])
  expect(found('gpl')).toEqual([])
})
