import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FailureError } from '../../src-shared/failure.ts'
import { AutostartFile, autostartPath } from './autostart-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'culvert-autostart-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

const autostart = (...path: string[]) =>
  new AutostartFile(join(folder, ...path), { command: '/opt/culvert', args: [] })

describe('the autostart folder', () => {
  it('is made when the first entry comes', async () => {
    const file = autostart('autostart', 'culvert.desktop')
    expect(await file.isOn()).toBe(false)
    await file.set(true, true)
    expect(await file.isOn()).toBe(true)
    expect(await readFile(join(folder, 'autostart', 'culvert.desktop'), 'utf8')).toContain('"--hidden"')
    await file.set(true, false)
    expect(await readFile(join(folder, 'autostart', 'culvert.desktop'), 'utf8')).not.toContain('--hidden')
  })

  it('has no entry of ours any more when it is switched off, however often', async () => {
    const file = autostart('culvert.desktop')
    await file.set(true, true)
    await file.set(false, true)
    await file.set(false, true)
    expect(await file.isOn()).toBe(false)
  })

  it('tells in words why it cannot be changed', async () => {
    await writeFile(join(folder, 'autostart'), 'a file where a folder should be')
    await expect(autostart('autostart', 'culvert.desktop').set(true, true)).rejects.toThrow(FailureError)
    await expect(autostart('autostart', 'culvert.desktop').isOn()).rejects.toThrow('ENOTDIR')
  })

  it('is the one that the desktop looks into', () => {
    expect(autostartPath({ XDG_CONFIG_HOME: '/tmp/config' })).toBe('/tmp/config/autostart/culvert.desktop')
    expect(autostartPath({ XDG_CONFIG_HOME: 'config' })).toMatch(/\/\.config\/autostart\/culvert\.desktop$/)
  })
})
