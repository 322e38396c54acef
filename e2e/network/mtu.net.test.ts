import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Difference } from '../../src-main/testing/behaviour.ts'
import { Culvert } from '../testbed/culvert.ts'
import { LAB, Lab } from '../testbed/lab.ts'
import type { Namespace } from '../testbed/namespace.ts'
import { TUNNEL } from '../testbed/sstp-server.ts'
import { PAGE } from '../testbed/traffic/server.ts'
import { waitFor } from '../testbed/wait-for.ts'

/** IPv4 and TCP without options; IPv4 and ICMP. */
const TCP_HEADERS = 40
const PING_HEADERS = 28

let lab: Lab

beforeAll(async () => {
  lab = await Lab.create()
})

afterAll(() => lab?.remove())

/** Counts the openings of TCP connections in the tunnel, as the server's computer sees them, by their MSS. */
async function watchMss(server: Namespace, expected: number): Promise<void> {
  const syn = 'tcp flags & syn == syn tcp option maxseg size'
  await server.exec('nft', ['-f', '-'], {
    input: `
      table inet mss
      delete table inet mss
      table inet mss {
        counter right {}
        counter wrong {}
        chain in { type filter hook input priority 0; iifname "sstps*" jump look; }
        chain out { type filter hook output priority 0; oifname "sstps*" jump look; }
        chain look { ${syn} ${expected} counter name right; ${syn} != ${expected} counter name wrong; }
      }`,
  })
}

async function mssSeen(server: Namespace): Promise<{ right: number; wrong: number }> {
  const { stdout } = await server.exec('nft', ['list', 'counters', 'table', 'inet', 'mss'])
  const packets = (name: string) => Number(new RegExp(`${name} {\\s*packets (\\d+)`).exec(stdout)?.[1])
  return { right: packets('right'), wrong: packets('wrong') }
}

/** Whether one packet of so many bytes, which nobody may fragment, is answered by one as long. */
async function passes(from: Namespace, to: string, length: number): Promise<boolean> {
  const size = String(length - PING_HEADERS)
  const { code } = await from.exec('ping', ['-M', 'do', '-c', '1', '-W', '2', '-s', size, to], {
    check: false,
  })
  return code === 0
}

async function deviceMtu(namespace: Namespace, device: string): Promise<number> {
  const { stdout } = await namespace.exec('ip', ['-o', 'link', 'show', device])
  return Number(/ mtu (\d+) /.exec(stdout)?.[1])
}

describe('the longest packet', () => {
  it.each<[wanted: number | 'auto', lcp: Difference['lcp'], mtu: number]>([
    ['auto', {}, 1500],
    ['auto', { mru: 1400, clientMru: { min: 100, max: 1400 } }, 1400],
    [1400, {}, 1400],
    [4087, {}, 1500],
    [4087, { mru: 4091 }, 4087],
  ])('of a profile with %j and a server with %j is %i, for everybody', async (wanted, lcp, mtu) => {
    await lab.restart({ difference: { lcp } })
    await watchMss(lab.server, mtu - TCP_HEADERS)
    const culvert = Culvert.connect(lab.client, {
      profile: lab.profile({ more: `[link]\nmtu = ${JSON.stringify(wanted)}\n` }),
      password: LAB.password,
      args: ['--once'],
    })
    const connected = await culvert.connected()
    await lab.sstp.event('network-up')
    expect(connected.mtu).toBe(mtu)
    expect(await deviceMtu(lab.client, connected.device)).toBe(mtu)

    // For some milliseconds after a device was attached its kernel drops what it is to send.
    await waitFor('pings from the client', () => passes(lab.client, LAB.inside, 100))
    await waitFor('pings from the server', () => passes(lab.server, TUNNEL.firstClient, 100))
    expect(await passes(lab.client, LAB.inside, mtu)).toBe(true)
    expect(await passes(lab.client, LAB.inside, mtu + 1)).toBe(false)
    expect(await passes(lab.server, TUNNEL.firstClient, mtu)).toBe(true)
    expect(await passes(lab.server, TUNNEL.firstClient, mtu + 1)).toBe(false)

    expect(await lab.farEnd.get(lab.client, `http://${LAB.pageName}/`)).toBe(PAGE)
    await lab.farEnd.transfer(lab.client, 'download', 5_000_000)
    await lab.farEnd.transfer(lab.client, 'upload', 5_000_000)
    const { right, wrong } = await mssSeen(lab.server)
    expect(right).toBeGreaterThan(0)
    expect(wrong).toBe(0)
    expect(await culvert.disconnect()).toMatchObject({ code: 0 })
  })
})
