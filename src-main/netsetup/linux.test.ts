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
      'The request for permission was dismissed.',
    ],
    [
      127,
      'Error executing command as another user: No authentication agent found.\n',
      'There is nothing here that could ask for permission: no authentication agent runs in this session.',
    ],
    [
      127,
      'Error executing command as another user: Not authorized\n\nThis incident has been reported.\n',
      'Permission was not given. Error executing command as another user: Not authorized',
    ],
  ])('pkexec’s end with %i is told apart (%#)', async (code, stderr, detail) => {
    const network = setup({ refusal: { code, stderr } }, userHost)
    expect(await failureOf(network.open(1000))).toEqual({ code: 'helper-refused', detail })
  })

  it('passes on what a helper says that does not start', async () => {
    const refusal = { code: 2, stderr: 'culvert-helper: /var/lib/culvert must belong to root alone\n' }
    expect(await failureOf(setup({ refusal }).open(0))).toEqual({
      code: 'helper-failed',
      step: 'start',
      detail: 'culvert-helper: /var/lib/culvert must belong to root alone',
    })
  })

  it('names a helper of another version, and a program that is none', async () => {
    const older = await failureOf(setup({ greeting: 'culvert-helper 7' }).open(0))
    expect(older).toMatchObject({
      code: 'helper-failed',
      detail: expect.stringContaining('speaks version 7'),
    })
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
