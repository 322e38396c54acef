import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unpackDebianPackages } from '../../src-main/testing/debian-packages.ts'
import { Culvert } from '../testbed/culvert.ts'
import { LAB, Lab } from '../testbed/lab.ts'
import { ownedFolder } from '../testbed/owner.ts'
import { PAGE } from '../testbed/traffic/server.ts'
import { waitFor } from '../testbed/wait-for.ts'

/** A network without IPv4, between which and a server that has nothing else stands Debian's tayga (RFC 6146, RFC 6052). */
const CLIENT = '2001:db8:64::2'
const ROUTER = '2001:db8:64::1'
const PREFIX = '2001:db8:64:ffff::'
const TAYGA = { own: '198.51.100.1', pool: '198.51.100.0/24' } as const

let lab: Lab

beforeAll(async () => {
  lab = await Lab.create()
  const { server, client } = lab
  await server.exec('sysctl', ['-qw', 'net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1'])
  await server.exec('ip', ['addr', 'add', `${ROUTER}/64`, 'dev', 'wan0'])
  await startTayga()
  await client.exec('ip', ['-4', 'addr', 'flush', 'dev', 'eth0'])
  await client.exec('ip', ['addr', 'add', `${CLIENT}/64`, 'dev', 'eth0'])
  await client.exec('ip', ['-6', 'route', 'add', 'default', 'via', ROUTER])
  // What a name server of such a network answers to the question for its prefix (RFC 7050 section 3).
  await client.exec('sh', ['-c', 'cat >> /etc/hosts'], { input: `${PREFIX}c000:aa ipv4only.arpa\n` })
})

afterAll(async () => {
  await lab?.remove()
})

async function startTayga(): Promise<void> {
  const { server } = lab
  const program = join(await unpackDebianPackages('tayga'), 'usr/sbin/tayga')
  const folder = ownedFolder('tayga')
  const file = join(folder, 'tayga.conf')
  const lines = [
    'tun-device nat64',
    `ipv4-addr ${TAYGA.own}`,
    `prefix ${PREFIX}/96`,
    `dynamic-pool ${TAYGA.pool}`,
    `data-dir ${folder}`,
  ]
  writeFileSync(file, `${lines.join('\n')}\n`)
  await server.exec(program, ['-c', file, '--mktun'])
  await server.exec('ip', ['link', 'set', 'nat64', 'up'])
  await server.exec('ip', ['route', 'add', TAYGA.pool, 'dev', 'nat64'])
  await server.exec('ip', ['-6', 'route', 'add', `${PREFIX}/96`, 'dev', 'nat64'])
  const tayga = server.spawn(program, ['-d', '-c', file])
  const died = tayga.exited.then((code) => {
    throw new Error(`tayga ended with ${code}: ${tayga.errors}`)
  })
  // Also when it is ended at last.
  died.catch(() => undefined)
  const translates = async () =>
    (await server.exec('ip', ['link', 'show', 'nat64'])).stdout.includes('LOWER_UP')
  await Promise.race([waitFor('tayga', translates), died])
}

describe('a network without IPv4', () => {
  it('reaches a server that has only IPv4, and carries its traffic', async () => {
    const culvert = Culvert.connect(lab.client, {
      profile: lab.profile(),
      password: LAB.password,
      args: ['--once'],
    })
    expect((await culvert.connected()).serverAddress).toBe(`${PREFIX}c000:201`)
    expect(await lab.farEnd.get(lab.client, `http://${LAB.pageName}/`)).toBe(PAGE)
    expect(await culvert.disconnect()).toMatchObject({ code: 0, error: undefined })
  })

  it('with a kill switch as well', async () => {
    const culvert = Culvert.connect(lab.client, {
      profile: lab.profile({ more: '[protection]\nkill-switch = true\n' }),
      password: LAB.password,
      args: ['--once'],
    })
    await culvert.connected()
    expect(await lab.farEnd.get(lab.client, `http://${LAB.pageName}/`)).toBe(PAGE)
    expect(await culvert.disconnect()).toMatchObject({ code: 0, error: undefined })
  })
})
