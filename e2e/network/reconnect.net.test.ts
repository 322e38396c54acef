import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CliEvent } from '../../src-shared/cli-events.ts'
import { COMMAND } from '../testbed/command.ts'
import { Culvert } from '../testbed/culvert.ts'
import { LAB, Lab } from '../testbed/lab.ts'
import { TUNNEL } from '../testbed/sstp-server.ts'
import { waitFor } from '../testbed/wait-for.ts'

const PORTAL = join(import.meta.dirname, '../testbed/portal-main.ts')
const SIGN_IN_PAGE = 'http://login.hotel.test/welcome'

/** For as long as it matters, the line has 200 Mbit/s: the download lasts, however quick or slow the machine is. */
const DOWNLOAD_BYTES = 600_000_000
const LINE = ['rate', '200mbit', 'burst', '256kb', 'latency', '50ms']

/** A dead server is given up within this, from its last packet on. */
const DEAD_MS = 12_000

const KILL_SWITCH = '[protection]\nkill-switch = true\n'

let lab: Lab
let culvert: Culvert | undefined

beforeAll(async () => {
  lab = await Lab.create({ fixedAddress: true })
})

afterEach(async () => {
  await culvert?.disconnect()
  culvert = undefined
})

afterAll(async () => {
  await lab?.remove()
})

function dial(more = '', password: string = LAB.password): Culvert {
  culvert = Culvert.connect(lab.client, { profile: lab.profile({ more }), password })
  return culvert
}

const states = (of: Culvert) =>
  of.events.filter((event): event is CliEvent & { type: 'state' } => event.type === 'state')
const count = (of: Culvert, name: string) => states(of).filter(({ state }) => state === name).length

function reached(of: Culvert, name: string, times = 1, timeoutMs = 30_000) {
  return waitFor(`state ${name}, ${times} times`, () => count(of, name) >= times, { timeoutMs })
}

const ip = (...words: string[]) => lab.client.exec('ip', words)
const ping = (...args: string[]) =>
  lab.client.exec('ping', ['-c', '1', '-W', '1', ...args, LAB.inside], { check: false })
const answers = async () => (await ping()).code === 0

describe('another network', () => {
  it('under a download is survived by it: the tunnel keeps its address', async () => {
    const client = dial()
    await client.connected()
    await waitFor('the way through', answers)
    await lab.server.exec('tc', ['qdisc', 'add', 'dev', 'wan0', 'root', 'tbf', ...LINE])
    let isOver = false
    const download = lab.farEnd.transfer(lab.client, 'download', DOWNLOAD_BYTES).finally(() => {
      isOver = true
    })
    await waitFor('the download', async () => {
      const last = client.events.findLast((event) => event.type === 'stats')
      return last !== undefined && last.bytesIn > 20_000_000
    })
    await ip('addr', 'del', `${LAB.client}/24`, 'dev', 'eth0')
    await ip('addr', 'add', '192.0.2.3/24', 'dev', 'eth0')
    const changed = performance.now()
    await reached(client, 'connected', 2)
    const gone = Math.round(performance.now() - changed)
    expect(isOver).toBe(false)
    await lab.server.exec('tc', ['qdisc', 'del', 'dev', 'wan0', 'root'])
    await download
    console.info(`connected again ${gone} ms after the address was gone`)
    await ip('addr', 'del', '192.0.2.3/24', 'dev', 'eth0')
    await ip('addr', 'add', `${LAB.client}/24`, 'dev', 'eth0')
  })
})

describe('without a network', () => {
  it('nothing is dialled and nothing counted, until there is one again', async () => {
    const client = dial()
    await client.connected()
    await ip('link', 'set', 'eth0', 'down')
    await reached(client, 'waiting-for-network')
    const tried = count(client, 'connecting')
    await pause(3_000)
    expect(count(client, 'connecting')).toBe(tried)
    await ip('link', 'set', 'eth0', 'up')
    await reached(client, 'connected', 2)
    await waitFor('the way through', answers)
  })

  it('a first connection waits as well', async () => {
    await ip('link', 'set', 'eth0', 'down')
    const client = dial()
    await reached(client, 'waiting-for-network')
    await ip('link', 'set', 'eth0', 'up')
    await client.connected()
  })
})

describe('silence', () => {
  it('of a server is noticed in time while something is outstanding', async () => {
    const client = dial()
    await client.connected()
    await waitFor('the way through', answers)
    lab.sstp.process.kill('SIGSTOP')
    const stopped = performance.now()
    const pings = lab.client.spawn('ping', ['-i', '0.5', LAB.inside])
    await reached(client, 'reconnecting')
    expect(performance.now() - stopped).toBeLessThan(DEAD_MS)
    await pings.stop()
    lab.sstp.process.kill('SIGCONT')
    await reached(client, 'connected', 2)
  })

  it('of our own process, stopped for twenty seconds, is none of the server', async () => {
    const client = dial()
    await client.connected()
    const pings = lab.client.spawn('ping', ['-i', '0.5', LAB.inside])
    await pings.line('answer', (line) => line.includes('bytes from'))
    client.kill('SIGSTOP')
    await pause(20_000)
    client.kill('SIGCONT')
    await pause(6_000)
    await pings.stop()
    expect(states(client).at(-1)?.state).toBe('connected')
    expect(count(client, 'connected')).toBe(1)
  })
})

describe('the kill switch', () => {
  const outside = () => lab.client.exec('ping', ['-c', '1', '-W', '1', LAB.server], { check: false })

  it('stays when the tunnel has failed for good, says so, and is opened by one command', async () => {
    await lab.restart({ fixedAddress: true })
    const client = dial(KILL_SWITCH)
    await client.connected()
    expect((await outside()).code).not.toBe(0)
    await lab.restart({ fixedAddress: true, users: { [LAB.user]: 'another' } })
    const { code } = await client.ended()
    expect(states(client).at(-1)).toMatchObject({ state: 'blocked', because: 'connection-lost' })
    expect(code).not.toBe(0)
    expect((await outside()).code).not.toBe(0)
    await lab.client.exec(process.execPath, [COMMAND, 'unblock'])
    expect((await outside()).code).toBe(0)
    culvert = undefined
    await lab.restart({ fixedAddress: true })
  })

  it('goes with the tunnel when the user ends it', async () => {
    const client = dial(KILL_SWITCH)
    await client.connected()
    await client.disconnect()
    culvert = undefined
    expect((await outside()).code).toBe(0)
  })
})

describe.each(['', KILL_SWITCH])('a network that wants a sign-in first (%s)', (more) => {
  const isBlocked = more !== ''

  it('is named, opened on request, and left alone as soon as the way is free', async () => {
    const portal = lab.server.spawnNode(PORTAL, ['8080', SIGN_IN_PAGE])
    await portal.line('start', (line) => line === 'ready')
    const rules = `table ip portal {
      chain in {
        type nat hook prerouting priority dstnat
        ip daddr ${LAB.server} tcp dport { 80, 443 } redirect to :8080
      }
    }`
    await lab.server.exec('nft', ['-f', '-'], { input: rules })
    // As the user that the command becomes when root starts it: only his browser is let through.
    const words = ['--reuid', 'nobody', '--clear-groups', 'curl', '-sS', '-m', '2', '-o', '/dev/null']
    const browse = () =>
      lab.client.exec('setpriv', [...words, '-w', '%{http_code}', `http://${LAB.server}/`], { check: false })
    const client = dial(more)
    await reached(client, 'captive-portal')
    expect(states(client).at(-1)).toMatchObject({ state: 'captive-portal', url: SIGN_IN_PAGE })
    expect((await browse()).stdout).toBe(isBlocked ? '000' : '302')
    client.kill('SIGUSR2')
    await waitFor('the page', async () => (await browse()).stdout === '302')
    await lab.server.exec('nft', ['delete', 'table', 'ip', 'portal'])
    await client.connected()
    await portal.stop()
    expect(TUNNEL.firstClient).toBe((await client.connected()).address)
  })
})
