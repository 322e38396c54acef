import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Namespace } from '../../e2e/testbed/namespace.ts'

const SCENES = join(import.meta.dirname, 'test-support', 'device-scenes.ts')
const DEVICE = 'sstp0'

let namespace: Namespace

beforeAll(async () => {
  namespace = await Namespace.create('tun')
})

afterAll(() => namespace?.remove())

async function createDevice(): Promise<void> {
  // Without IPv6 the host has nothing to say on its own, so that a test sees its own packets only.
  await namespace.exec('ip', ['tuntap', 'add', 'dev', DEVICE, 'mode', 'tun'])
  await namespace.exec('sysctl', ['-qw', `net.ipv6.conf.${DEVICE}.disable_ipv6=1`])
  await namespace.exec('ip', ['addr', 'add', '10.0.0.2/24', 'dev', DEVICE])
  await namespace.exec('ip', ['link', 'set', DEVICE, 'up'])
}

async function removeDevice(): Promise<void> {
  await namespace.exec('ip', ['link', 'del', DEVICE], { check: false })
}

/** Runs a scene to its end, which the process has to find by itself. */
async function play(scene: string, kind: 'plain' | 'offload', device = DEVICE) {
  const { stdout } = await namespace.exec(process.execPath, [SCENES, scene, device, kind], {
    timeoutMs: 20_000,
  })
  return JSON.parse(stdout)
}

describe.each(['plain', 'offload'] as const)('a real TUN device (%s)', (kind) => {
  beforeAll(createDevice)
  afterAll(removeDevice)

  it('is read in batches, behind headroom that nobody touches', async () => {
    expect(await play('read', kind)).toEqual({
      counts: [25, 15, 0],
      sound: true,
      intact: true,
      headroomUntouched: true,
      beforeUntouched: true,
    })
  })

  it('never reads beyond the end of the slab, and loses nothing by it', async () => {
    // Without offloads every read needs room for the longest packet.
    const counts = kind === 'plain' ? [3, 2] : [4, 1]
    expect(await play('small-slab', kind)).toEqual({ counts, behindUntouched: true })
  })

  it('is written from the middle of a buffer', async () => {
    // With offloads the last five, which are of one length, are one write; the program sees no difference.
    const writes = kind === 'plain' ? 10 : 6
    expect(await play('write', kind)).toEqual({ accepted: true, intact: true, writes })
  })

  it('tells of every packet that the kernel refuses', async () => {
    expect(await play('refused', kind)).toEqual({ lost: 4 })
  })

  it('is busy while it is attached, and free after that', async () => {
    expect(await play('twice', kind)).toEqual({ second: { code: 'tun-busy', device: DEVICE } })
  })

  it('is free again although a child process lives on', async () => {
    expect(await play('child', kind)).toEqual({ failure: 'none', alive: true })
  })

  it('works in another thread, which ends by itself', async () => {
    const [read, write, thrown] = await play('thread', kind)
    expect(read).toMatchObject({ counts: [25, 15, 0], sound: true, intact: true, code: 0 })
    expect(write).toMatchObject({ accepted: true, intact: true, code: 0 })
    expect(thrown).toEqual({ message: 'Error: thrown in a wake', code: 0 })
  })

  it('is free again when the thread that had it was terminated', async () => {
    expect(await play('terminated', kind)).toEqual({
      before: { code: 'tun-busy', device: DEVICE },
      after: 'none',
    })
  })

  it('does nothing any more once it is closed', async () => {
    expect(await play('closed', kind)).toEqual({ wakes: 0, read: 0, written: false })
  })

  it('leaves no descriptor behind', async () => {
    expect(await play('leaks', kind)).toEqual({ open: 0 })
  })

  it('costs nothing while nothing arrives', async () => {
    const { wakes, cpuMs } = await play('idle', kind)
    expect(wakes).toBe(0)
    expect(cpuMs).toBeLessThan(50)
  })

  it('wakes once for each time it is asked, and the last who asks', async () => {
    expect(await play('wakes', kind)).toEqual({ replaced: 0, unasked: 1 })
  })

  it('lets what a wake throws reach the process', async () => {
    expect(await play('thrown', kind)).toEqual({ message: 'Error: thrown in a wake' })
  })
})

describe('a TUN device that was attached with offloads', () => {
  beforeAll(createDevice)
  afterAll(removeDevice)

  it('finishes checksums for the next one, who cannot', async () => {
    expect(await play('read', 'offload')).toMatchObject({ sound: true })
    expect(await play('read', 'plain')).toMatchObject({ sound: true })
  })
})

describe('a TUN device that goes away', () => {
  it.each(['plain', 'offload'] as const)('wakes the tunnel and is a named failure (%s)', async (kind) => {
    await createDevice()
    const { failure } = await play('gone', kind)
    expect(failure).toEqual({ code: 'tun-failed', device: DEVICE, detail: 'cannot read: EBADFD' })
  })
})

describe('a TUN device that was never there', () => {
  it('is a named failure when the system has none', async () => {
    await namespace.exec('mount', ['-t', 'tmpfs', 'tmpfs', '/dev/net'])
    try {
      expect(await play('absent', 'offload')).toEqual({
        failure: { code: 'tun-unavailable', detail: '/dev/net/tun: ENOENT' },
      })
    } finally {
      await namespace.exec('umount', ['/dev/net'])
    }
  })
})
