import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CliEvent } from '../../src-shared/cli-events.ts'
import { slow } from '../leaks/slow.ts'
import { Culvert } from '../testbed/culvert.ts'
import { connect, Namespace } from '../testbed/namespace.ts'
import { testPki } from '../testbed/pki.ts'
import type { Snapshot } from '../testbed/snapshot.ts'
import { LAN, SoftEther } from '../testbed/softether/softether.ts'
import type { Transfer } from '../testbed/traffic/client.ts'
import { patternDigest } from '../testbed/traffic/pattern.ts'
import { PAGE } from '../testbed/traffic/server.ts'

const SERVER = '10.77.0.1'
const PAGE_NAME = `page.${LAN.domain}`
const PASSWORD = 'correct-horse'
const TRANSFER_BYTES = 200_000_000
const TRAFFIC = join(import.meta.dirname, '..', 'testbed', 'traffic')

/**
 * Three of SoftEther's echoes; in the whole of the network tests longer than SSTP's hello interval, SoftEther's patience and
 * any NAT's, put together.
 */
const IDLE_MS = slow ? 150_000 : 16_000

let serverSide: Namespace
let clientSide: Namespace
let softEther: SoftEther
let before: Snapshot
let authority: string

beforeAll(async () => {
  serverSide = await Namespace.create('softether')
  clientSide = await Namespace.create('client')
  await connect(
    { namespace: serverSide, device: 'wan0', address: `${SERVER}/24` },
    { namespace: clientSide, device: 'eth0', address: '10.77.0.2/24' },
  )
  const pki = await testPki()
  authority = pki.authority.cert
  const identity = await pki.leaf({ names: ['vpn.test'] })
  softEther = await SoftEther.start({ namespace: serverSide, identity, users: { alice: PASSWORD } })
  const web = serverSide.spawnNode(join(TRAFFIC, 'server.ts'), [LAN.tap, '80'])
  const names = serverSide.spawnNode(join(TRAFFIC, 'dns-responder.ts'), [LAN.tap, PAGE_NAME, LAN.tap])
  await Promise.all([web, names].map((program) => program.line('start', (line) => line === 'ready')))
  before = await clientSide.snapshot()
})

afterAll(async () => {
  await softEther?.stop()
  await clientSide?.remove()
  await serverSide?.remove()
})

function dial(
  method: 'ms-chap-v2' | 'pap',
  options: { password?: string; args?: string[]; more?: string } = {},
): Culvert {
  const profile = `
format = 1
name = "SoftEther"
server = "${SERVER}"
[sign-in]
user = "alice@LAB"
methods = ["${method}"]
[identity]
verify-name = "vpn.test"
sni = "vpn.test"
ca = """
${authority}"""
${options.more ?? ''}`
  return Culvert.connect(clientSide, {
    profile,
    password: options.password ?? PASSWORD,
    args: options.args ?? ['--once'],
  })
}

async function traffic(...args: string[]): Promise<string> {
  const client = join(TRAFFIC, 'client.ts')
  const { stdout } = await clientSide.exec(process.execPath, [client, ...args], { timeoutMs: 300_000 })
  return stdout
}

const ping = () => clientSide.exec('ping', ['-c', '3', '-i', '0.2', '-W', '2', LAN.tap])

async function expectRestored(): Promise<void> {
  expect(await clientSide.snapshot()).toEqual(before)
}

describe.each(['ms-chap-v2', 'pap'] as const)('SoftEther VPN Server, signed in with %s', (method) => {
  it('carries pings, names, pages and 200 MB each way, and leaves nothing behind', {
    timeout: 300_000,
  }, async () => {
    const culvert = dial(method)
    const connected = await culvert.connected()
    expect(connected).toMatchObject({ dns: [LAN.tap, LAN.secondDns], auth: method, peer: LAN.gateway })

    await ping()
    expect(await traffic('get', `http://${PAGE_NAME}/`)).toBe(PAGE)
    for (const direction of ['download', 'upload']) {
      const transfer: Transfer = JSON.parse(
        await traffic(direction, `http://${LAN.tap}`, String(TRANSFER_BYTES)),
      )
      expect(transfer).toMatchObject({ bytes: TRANSFER_BYTES, sha256: patternDigest(TRANSFER_BYTES) })
    }

    expect(await culvert.disconnect()).toMatchObject({ code: 0, error: undefined })
    await expectRestored()
  })
})

describe('SoftEther VPN Server', () => {
  it('refuses a wrong password in words, with an exit code of its own', async () => {
    for (const method of ['ms-chap-v2', 'pap'] as const) {
      const { code, error } = await dial(method, { password: 'wrong' }).ended()
      expect({ method, code, name: error?.code }).toEqual({ method, code: 15, name: 'sign-in-refused' })
    }
    await expectRestored()
  })

  it('announces networks by DHCP, and they are reached through the tunnel', async () => {
    const { network, length, host } = LAN.announced
    const culvert = dial('ms-chap-v2', { more: '[routing]\nmode = "only"\nnetworks = ["10.56.0.0/16"]\n' })
    await culvert.event(
      'announced network',
      (event): event is CliEvent =>
        event.type === 'facts' && event.routes.includes(`announced by the server: ${network}/${length}`),
    )
    await clientSide.exec('ping', ['-c', '3', '-i', '0.2', '-W', '2', host])
    expect(await culvert.disconnect()).toMatchObject({ code: 0, error: undefined })
    await expectRestored()
  })

  it('keeps an idle connection, and losing the server is named and undone', {
    timeout: 300_000,
  }, async () => {
    const culvert = dial('ms-chap-v2')
    await culvert.connected()
    // The one place where time itself is the test: nothing may happen meanwhile.
    await pause(IDLE_MS)
    await ping()

    await softEther.stop()
    const { code, error } = await culvert.ended()
    expect({ code, name: error?.code }).toEqual({ code: 22, name: 'connection-lost' })
    await expectRestored()
  })
})
