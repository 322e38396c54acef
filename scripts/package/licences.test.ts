import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readLicences } from '../../src-main/app/licences.ts'
import { licencesText } from './licences.ts'
import { shippedModules } from './shipped-modules.ts'

it('tells whose each licence is, of all that is packed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'culvert-licences-'))
  const file = join(folder, 'licences.txt')
  try {
    const modules = shippedModules()
    writeFileSync(file, licencesText(modules))
    const licences = await readLicences(file)
    const names = licences.map(({ name }) => name)
    expect(names[0]).toBe('Culvert')
    expect(names).toEqual(
      expect.arrayContaining(modules.map((it) => `${it.name} ${it.version} (${it.licence})`)),
    )
    expect(licences.filter(({ text }) => text.length < 40)).toEqual([])
    await expect(readLicences(join(folder, 'none'))).rejects.toMatchObject({ failure: { code: 'internal' } })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
