import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../testbed/processes.ts'

const DEMO = join(import.meta.dirname, '../testbed/demo.ts')
const NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']

/** Lines of the smallest terminal that people still use. */
const ONE_SCREEN = 24

async function demo(...prefix: string[]): Promise<string> {
  const [command, ...args] = [...prefix, process.execPath, DEMO]
  const { stdout } = await run(command, args, { timeoutMs: 200_000 })
  return stdout.trimEnd()
}

describe('the demo', { timeout: 240_000 }, () => {
  it('shows everything on one screen, to root', async () => {
    const screen = await demo()
    expect(screen.split('\n').length, screen).toBeLessThanOrEqual(ONE_SCREEN)
    expect(screen).not.toContain('✗')
    for (const words of [
      'sign-in',
      'ping',
      'You came through the tunnel.',
      'download',
      'upload',
      'as before',
    ]) {
      expect(screen).toContain(words)
    }
  })

  it('runs in memory for everybody else, and says how to see the rest', async () => {
    const screen = await demo(...NOBODY)
    expect(screen.split('\n').length, screen).toBeLessThanOrEqual(ONE_SCREEN)
    expect(screen).not.toContain('✗')
    for (const words of ['sign-in', 'ping', 'download', 'upload', 'sudo npm run demo'])
      expect(screen).toContain(words)
  })
})
