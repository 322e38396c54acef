import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { placesOf } from './environment.ts'
import { openPage } from './ipc-schemas.ts'
import { type Page, Pages } from './pages.ts'

const { documents } = placesOf({
  folder: join(import.meta.dirname, '..', '..', 'out', 'app'),
  packaged: false,
  env: {},
})

it.each<Page>(openPage.shape.page.options)('%s is a document that is there', async (page) => {
  const opened: string[] = []
  await new Pages(documents, async (path) => {
    opened.push(path)
    return ''
  }).open(page)
  expect(opened.map(existsSync)).toEqual([true])
})

it('says which document cannot be opened, and why', async () => {
  const pages = new Pages('/opt/docs', async () => 'no program for this file')
  await expect(pages.open('user-guide')).rejects.toMatchObject({
    failure: { code: 'internal', detail: '/opt/docs/user-guide.md: no program for this file' },
  })
})
