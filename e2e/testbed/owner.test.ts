import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const OWNER = join(import.meta.dirname, 'owner.ts')

it('takes temporary folders away with the process, also when it is interrupted', () => {
  const script = `
    const { ownedFolder } = await import(${JSON.stringify(OWNER)})
    const { existsSync } = await import('node:fs')
    const folder = ownedFolder('test')
    process.stdout.write(JSON.stringify([folder, existsSync(folder)]))
    process.once('SIGINT', () => process.exit(0))
    process.kill(process.pid, 'SIGINT')
    setInterval(() => undefined, 1_000)`
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  const [folder, existed] = JSON.parse(said)
  expect(existed).toBe(true)
  expect(existsSync(folder)).toBe(false)
})
