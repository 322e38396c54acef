import { describe, expect, it } from 'vitest'
import { type Failure, FailureError } from '../../src-shared/failure.ts'
import { type FakeHelperScript, spawnFakeHelper } from '../testing/fake-helper.ts'
import { LinuxNetworkSetup } from './linux.ts'
import { INSTALLED_HELPER, type LinuxFacts, PKEXEC } from './linux-facts.ts'
import type { NetworkConfig } from './network-setup.ts'

const rootHost: LinuxFacts = { isRoot: () => true, isExecutable: () => true, belongsToRoot: () => true }
const userHost: LinuxFacts = { ...rootHost, isRoot: () => false }
const config: NetworkConfig = {
  address: '10.0.0.2',
  mtu: 1400,
  serverAddresses: ['203.0.113.5'],
  routing: { mode: 'all', networks: [], lan: true, ipv6: 'block' },
  dns: { servers: [], domains: [] },
  killSwitch: false,
}

function setup(script: FakeHelperScript = {}, facts = rootHost) {
  return new LinuxNetworkSetup({ facts, spawn: () => spawnFakeHelper(script) })
}

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof FailureError)) throw new Error(`no FailureError: ${error}`)
  return error.failure
}

describe('finding and starting the helper', () => {
  it('names the place where it is missing', async () => {
    const network = setup({}, { ...rootHost, isExecutable: () => false })
    expect(await failureOf(network.open(1000))).toEqual({ code: 'helper-missing', path: INSTALLED_HELPER })
  })

  it('asks for permission only for a helper that nobody but root can have changed', async () => {
    const launched: (readonly string[])[] = []
    const facts = { ...userHost, belongsToRoot: (path: string) => path === INSTALLED_HELPER }
    const network = new LinuxNetworkSetup({
      facts,
      spawn: ({ command, args }) => {
        launched.push([command, ...args])
        return spawnFakeHelper()
      },
    })
    expect(await network.open(1000)).toBe('sstp0')
    expect(launched).toEqual([[PKEXEC, INSTALLED_HELPER]])
    await network.close()
  })

  it.each([
    [
      126,
      'Error executing command as another user: Request dismissed\n',
      { because: 'dismissed', detail: '' },
    ],
    [
      127,
      'Error executing command as another user: No authentication agent found.\n',
      { because: 'no-agent', detail: '' },
    ],
    [
      127,
      'Error executing command as another user: Not authorized\n\nThis incident has been reported.\n',
      { because: 'denied', detail: 'Error executing command as another user: Not authorized' },
    ],
  ])('pkexec’s end with %i is told apart (%#)', async (code, stderr, refused) => {
    const network = setup({ refusal: { code, stderr } }, userHost)
    expect(await failureOf(network.open(1000))).toEqual({ code: 'helper-refused', ...refused })
  })

  it('passes on what a helper says that does not start', async () => {
    const refusal = { code: 2, stderr: 'culvert-helper: /var/lib/culvert must belong to root alone\n' }
    expect(await failureOf(setup({ refusal }).open(0))).toEqual({
      code: 'helper-failed',
      step: 'start',
      detail: 'culvert-helper: /var/lib/culvert must belong to root alone',
    })
  })

  it('names a helper of an older or newer version, and a program that is none', async () => {
    for (const version of [1, 7]) {
      const other = await failureOf(setup({ greeting: `culvert-helper ${version}` }).open(0))
      const detail = `the installed helper speaks version ${version}, not 2: please reinstall`
      expect(other).toMatchObject({ code: 'helper-failed', detail })
    }
    const other = await failureOf(setup({ greeting: 'Welcome!' }).open(0))
    expect(other).toMatchObject({ code: 'helper-failed', detail: 'it greets with "Welcome!"' })
  })

  it('reports what the start has healed', async () => {
    const healed: string[] = []
    const network = new LinuxNetworkSetup({
      facts: rootHost,
      spawn: () => spawnFakeHelper({ answers: { hello: 'ok healed sstp0 sstp3' } }),
      onHealed: (devices) => healed.push(...devices),
    })
    await network.open(0)
    // The first word of the answer says that something was healed; the devices follow.
    expect(healed).toEqual(['sstp0', 'sstp3'])
    await network.close()
  })
})

describe('applying', () => {
  it('may be repeated, and closing is idempotent', async () => {
    const network = setup()
    await network.open(1000)
    await network.apply(config)
    await network.apply({ ...config, address: '10.0.0.3' })
    await network.close()
    await network.close()
    expect(await failureOf(network.apply(config))).toEqual({ code: 'helper-lost' })
  })

  it('fails with the line that failed and the tool’s words', async () => {
    const network = setup({ answers: { rules: 'error tool ip -4 rule add: RTNETLINK answers: File exists' } })
    let lost = 0
    network.onLost(() => lost++)
    await network.open(1000)
    expect(await failureOf(network.apply(config))).toEqual({
      code: 'helper-failed',
      step: 'rules everything',
      detail: 'ip -4 rule add: RTNETLINK answers: File exists',
    })
    await network.close()
    expect(lost).toBe(0)
  })

  it('tells that the helper is lost: who waits, and who listens', async () => {
    const network = setup({ answers: { up: 'exit' } })
    const lost = new Promise<void>((resolve) => network.onLost(resolve))
    await network.open(1000)
    expect(await failureOf(network.apply(config))).toEqual({ code: 'helper-lost' })
    await lost
  })

  it('ends a helper that answers nonsense or without an end', async () => {
    for (const mtu of ['what?', 'x'.repeat(10_000)]) {
      const network = setup({ answers: { mtu } })
      await network.open(1000)
      expect(await failureOf(network.apply(config))).toMatchObject({
        code: 'helper-failed',
        step: 'mtu 1400',
      })
      await network.close()
    }
  })

  it('can be closed while permission is being asked for', async () => {
    const network = setup({ greeting: '' }, userHost)
    const opening = failureOf(network.open(1000))
    await network.close()
    expect(await opening).toEqual({ code: 'cancelled' })
  })
})

/** A network set-up with what it has told its helper so far, without the parts that every connection has. */
function listenedTo(script: FakeHelperScript = {}): { network: LinuxNetworkSetup; said: () => string[] } {
  const lines: string[] = []
  const network = new LinuxNetworkSetup({
    facts: rootHost,
    spawn: () => {
      const child = spawnFakeHelper(script)
      const stdin = child.stdin
      if (stdin === null) throw new Error('the fake helper has no input')
      const write = stdin.write.bind(stdin) as (text: string) => boolean
      stdin.write = (text: string) => {
        lines.push(text.trim())
        return write(text)
      }
      return child
    },
  })
  return { network, said: () => lines.splice(0).filter((line) => !/^(hello|tun|mtu) /.test(line)) }
}

describe('the block', () => {
  const dial = { protocol: 'tcp', address: '203.0.113.5', port: 443, localPort: 50_000 } as const

  it('goes up before the first dial, and comes down with a clean goodbye', async () => {
    const { network, said } = listenedTo()
    await network.open(1000)
    await network.block({ lan: true })
    await network.allowDial(dial)
    expect(said()).toEqual(['block lan', 'dial tcp 203.0.113.5 443 50000'])
    await network.apply({ ...config, killSwitch: true })
    expect(said().filter((line) => line.includes('block'))).toEqual([])
    await network.close()
    expect(said()).toEqual(['undo'])
  })

  it('goes up first and down last when a configuration wants it, or no longer', async () => {
    const { network, said } = listenedTo()
    await network.open(1000)
    await network.apply({ ...config, killSwitch: true })
    expect(said()[0]).toBe('block lan')
    await network.apply(config)
    expect(said()).toEqual(['unblock'])
    await network.close()
  })

  it('that was asked for stays although a configuration does not want one: lockdown is no matter of a profile', async () => {
    const { network, said } = listenedTo()
    await network.open(1000)
    await network.block({ lan: false, lockdown: true })
    expect(said()).toEqual(['block strict', 'lockdown on'])
    await network.apply(config)
    expect(said().filter((line) => line.includes('block'))).toEqual([])
    await network.unblock()
    expect(said()).toEqual(['lockdown off', 'unblock'])
    await network.close()
  })

  it('can be left standing', async () => {
    const { network, said } = listenedTo()
    await network.open(1000)
    await network.block({ lan: true })
    await network.openForPortal(120)
    await network.close({ keepBlock: true })
    expect(said()).toEqual(['block lan', 'portal 120', 'leave'])
  })

  it('that cannot be raised ends the set-up before anything is changed', async () => {
    const { network, said } = listenedTo({
      answers: { block: 'error block nft is not installed', address: 'error tool too far' },
    })
    await network.open(1000)
    expect(await failureOf(network.apply({ ...config, killSwitch: true }))).toEqual({
      code: 'block-failed',
      detail: 'nft is not installed',
    })
    expect(said()[0]).toBe('block lan')
    await network.close()
  })
})
