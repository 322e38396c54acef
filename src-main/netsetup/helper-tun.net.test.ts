import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HelperSandbox } from '../testing/helper-sandbox.ts'

let sandbox: HelperSandbox

beforeAll(async () => {
  sandbox = await HelperSandbox.create()
  const helper = await sandbox.ready()
  expect(await helper.say('address 10.20.0.7', 'mtu 1400', 'up', 'commit')).toEqual(['ok', 'ok', 'ok', 'ok'])
})

afterAll(() => sandbox.dispose())

/** Attaches as another user, without any capability, and says how it went. */
function attachAs(uid: number): Promise<string> {
  const script = `
    import { attachTun } from ${JSON.stringify(join(import.meta.dirname, '../tun/attach.ts'))}
    try {
      const device = attachTun('sstp0')
      console.log('attached', device.name)
      device.close()
    } catch (error) {
      console.log(error.failure?.code ?? String(error))
    }`
  return sandbox.exec(
    ...['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--no-new-privs', '--inh-caps=-all'],
    ...[process.execPath, '--input-type=module-typescript', '-e', script],
  )
}

describe('the device', () => {
  it('can be attached by its owner', async () => {
    expect(await attachAs(65534)).toBe('attached sstp0')
    expect(await attachAs(65534)).toBe('attached sstp0')
  })

  it('cannot be attached by another user', async () => {
    expect(await attachAs(65533)).toMatch(/^tun-/)
  })

  it('cannot be changed by its owner', async () => {
    const owner = ['setpriv', '--reuid=65534', '--clear-groups', '--inh-caps=-all']
    for (const change of ['mtu 1300', 'down', 'name sstp9']) {
      const said = await sandbox.exec(...owner, 'ip', 'link', 'set', 'sstp0', ...change.split(' '))
      expect(said).toContain('Operation not permitted')
    }
  })
})
