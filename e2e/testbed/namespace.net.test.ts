import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { connect, Namespace, sweep } from './namespace.ts'
import { isOrphan } from './owner.ts'
import { Running, run } from './processes.ts'
import { takeSnapshot } from './snapshot.ts'

const names = async () => (await run('ip', ['netns', 'list'])).stdout

describe('a namespace', () => {
  it('has a network, a resolv.conf and folders of its own, and leaves nothing behind', async () => {
    const before = await takeSnapshot()
    const [one, other] = [await Namespace.create('one'), await Namespace.create('other')]
    try {
      await connect(
        { namespace: one, device: 'eth0', address: '192.0.2.1/24' },
        { namespace: other, device: 'eth0', address: '192.0.2.2/24' },
      )
      await one.exec('ping', ['-c', '1', '-W', '2', '192.0.2.2'])
      await one.setNameServers('192.0.2.53')
      await one.exec('touch', ['/var/lib/culvert-was-here'])
      expect((await one.snapshot()).resolvConf).toBe('nameserver 192.0.2.53')
      expect((await other.snapshot()).resolvConf).toBe('# no name servers')
      // A name in this machine's own file would have a client dial what no test knows of.
      expect((await one.exec('cat', ['/etc/hosts'])).stdout).toMatch(/^127\.0\.0\.1 localhost \S+\n$/)
      expect(existsSync('/var/lib/culvert-was-here')).toBe(false)
    } finally {
      await one.remove()
      await other.remove()
    }
    expect(await takeSnapshot()).toEqual(before)
    expect(await names()).not.toContain(one.name)
  })

  it('shows in a snapshot what has changed', async () => {
    const namespace = await Namespace.create('changing')
    try {
      const before = await namespace.snapshot()
      expect(await namespace.snapshot()).toEqual(before)
      await namespace.exec('ip', ['route', 'add', 'unreachable', '198.51.100.0/24', 'table', '77'])
      expect(await namespace.snapshot()).not.toEqual(before)
    } finally {
      await namespace.remove()
    }
  })

  it('is swept up when its owner was killed', async () => {
    const script = `
      const { Namespace } = await import(${JSON.stringify(join(import.meta.dirname, 'namespace.ts'))})
      const namespace = await Namespace.create('orphan')
      namespace.spawn('sleep', ['1000'])
      console.log(namespace.name)
      setInterval(() => {}, 1000)`
    const owner = new Running(process.execPath, ['--input-type=module', '-e', script])
    const name = await owner.line('name', (line) => line.startsWith('culvert-'))
    expect(isOrphan(name)).toBe(false)
    owner.kill('SIGKILL')
    await owner.exited
    expect(isOrphan(name)).toBe(true)
    expect(await names()).toContain(name)
    await sweep()
    expect(await names()).not.toContain(name)
  })
})
