import { expect, it } from 'vitest'
import { IMPORT_LIMITS } from '../../src-shared/import-review.ts'
import { readFiles } from './read-files.ts'

it('reads names, sizes and bytes', async () => {
  const [file] = await readFiles([new File(['version = 1'], 'office.sstp')])
  expect(file).toMatchObject({ name: 'office.sstp', size: 11 })
  expect(new TextDecoder().decode(file?.bytes)).toBe('version = 1')
})

it('reads no more of a large file than the review looks at, and says how large it is', async () => {
  const size = IMPORT_LIMITS.BYTES_PER_FILE + 5
  const [file] = await readFiles([new File([new Uint8Array(size)], 'film.bin')])
  expect(file?.size).toBe(size)
  expect(file?.bytes).toHaveLength(IMPORT_LIMITS.BYTES_PER_FILE)
})

it('refuses more files than can be looked at, with words', async () => {
  const many = Array.from({ length: IMPORT_LIMITS.FILES + 1 }, (_, index) => new File([], `${index}.sstp`))
  await expect(readFiles(many)).rejects.toMatchObject({ failure: { code: 'import-too-many', count: 65 } })
})

it('says when a file cannot be read', async () => {
  const folder = {
    name: 'folder',
    size: 0,
    slice: () => ({ arrayBuffer: () => Promise.reject(new Error('NotFoundError')) }) as unknown as Blob,
  }
  await expect(readFiles([folder])).rejects.toMatchObject({ failure: { code: 'profile-unreadable' } })
})
