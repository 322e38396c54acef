import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { LAB, Lab } from '../testbed/lab.ts'
import type { Running } from '../testbed/processes.ts'
import type { Snapshot } from '../testbed/snapshot.ts'
import { Computer } from './computer.ts'
import { builtPackage } from './packages.ts'

// No system of rpm's can be had here: its own program works on the folder of a Debian, without looking whether anything is missing.
// Files, modes and scripts are what they would be elsewhere.

let lab: Lab
let computer: Computer
let network: Snapshot
let bare: string[]
let client: Running | undefined
const file = builtPackage('rpm')

const rpm = (...args: string[]) => lab.client.exec('rpm', ['--root', '/mnt/computer', ...args])
const block = async () => (await lab.client.exec('nft', ['list', 'tables'])).stdout.trim()

async function connect(): Promise<Running> {
  await computer.user('cat > /tmp/lab.sstp', {
    input: lab.profile({ more: '[protection]\nkill-switch = true' }),
  })
  client = computer.start('/usr/bin/culvert connect /tmp/lab.sstp --json --password-stdin')
  client.child.stdin?.end(`${LAB.password}\n`)
  await client.line('connection', (line) => line.includes('"connected"'))
  return client
}

beforeAll(async () => {
  lab = await Lab.create()
  computer = await Computer.furnish(lab, builtPackage('deb'))
  await rpm('--initdb')
  await computer.root('dpkg --configure -a; update-mime-database /usr/share/mime')
  bare = await computer.inventory()
  network = await lab.client.snapshot()
  await rpm('--install', '--nodeps', file)
})

afterEach(async () => {
  await client?.stop()
  client = undefined
})

afterAll(async () => {
  await lab?.remove()
})

it('has put down its files with their modes, and nobody but root can change them', async () => {
  expect((await rpm('--verify', '--nodeps', 'culvert')).stdout).toBe('')
  const { stdout } = await computer.root(
    'find /opt/Culvert /usr/lib/culvert ! -type l \\( ! -user root -o ! -group root -o -perm /022 \\) -print',
  )
  expect(stdout).toBe('')
  expect((await computer.user('culvert --version')).stdout).toMatch(/^culvert \d/)
})

it('leaves a connection and its kill switch alone when it is upgraded', async () => {
  const culvert = await connect()
  const before = await lab.client.snapshot()
  expect(await block()).toBe('table inet culvert')
  // The same version once more: the script before a removal is told that one stays, as with a newer one.
  await rpm('--upgrade', '--nodeps', '--replacepkgs', file)
  expect(await lab.client.snapshot()).toEqual(before)
  culvert.kill('SIGTERM')
  expect(await culvert.exited).toBe(0)
  expect(await lab.client.snapshot()).toEqual(network)
})

it('ends a connection and opens the computer when it is removed, and leaves nothing', async () => {
  const culvert = await connect()
  await rpm('--erase', 'culvert')
  await culvert.exited
  expect(await lab.client.snapshot()).toEqual(network)
  expect(await computer.inventory()).toEqual(bare)
})
