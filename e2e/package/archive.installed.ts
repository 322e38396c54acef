import { afterAll, beforeAll, expect, it } from 'vitest'
import { LAB, Lab } from '../testbed/lab.ts'
import type { Running } from '../testbed/processes.ts'
import type { Snapshot } from '../testbed/snapshot.ts'
import { waitFor } from '../testbed/wait-for.ts'
import { Computer } from './computer.ts'
import { builtPackage } from './packages.ts'

// The archive has what an AppImage has, and neither can put the helper where the system allows it: a script in them does.

const PLACE = '/home/anna/culvert'
const SCRIPT = `${PLACE}/resources/helper/install-helper`
const HELPER = '/usr/lib/culvert/culvert-helper'

/** An administrator's yes to what the script asks for, which is a shell as root. */
const YES = `polkit.addRule(function (action, subject) {
  if (action.id === 'org.freedesktop.policykit.exec' && subject.user === 'anna') return polkit.Result.YES
})`

let lab: Lab
let computer: Computer
let network: Snapshot
let bare: string[]
let client: Running | undefined

function connect(): Running {
  client = computer.start(`${PLACE}/resources/bin/culvert connect /tmp/lab.sstp --json --password-stdin`)
  client.child.stdin?.end(`${LAB.password}\n`)
  return client
}

const block = async () => (await lab.client.exec('nft', ['list', 'tables'])).stdout.trim()

beforeAll(async () => {
  lab = await Lab.create()
  computer = await Computer.furnish(lab, builtPackage('deb'))
  await computer.receive(builtPackage('tar.gz'), '/tmp/culvert.tar.gz')
  await computer.user(`mkdir ${PLACE} && tar -xzf /tmp/culvert.tar.gz --strip-components=1 -C ${PLACE}`)
  await computer.user('cat > /tmp/lab.sstp', {
    input: lab.profile({ more: '[protection]\nkill-switch = true' }),
  })
  bare = await computer.inventory()
  network = await lab.client.snapshot()
})

afterAll(async () => {
  await client?.stop()
  await lab?.remove()
})

it('says without the helper that it is missing, and changes nothing', async () => {
  const culvert = connect()
  expect(await culvert.exited).not.toBe(0)
  expect(culvert.lines.join()).toContain('"helper-missing"')
  expect(await lab.client.snapshot()).toEqual(network)
})

it('puts nothing in place when polkit says no', async () => {
  expect((await computer.user(SCRIPT, { check: false })).code).not.toBe(0)
  expect(await computer.inventory()).toEqual(bare)
})

it('puts the helper, its rule and its unit in place for root when polkit says yes, and then connects', async () => {
  await computer.root('cat > /etc/polkit-1/rules.d/60-yes.rules', { input: YES })
  bare = await computer.inventory()
  await computer.user(SCRIPT)
  expect((await computer.inventory()).filter((line) => !bare.includes(line))).toEqual([
    '-rw-r--r-- root:root /etc/systemd/system/culvert-lockdown.service',
    '-rw-r--r-- root:root /usr/share/polkit-1/actions/example.culvert.helper.policy',
    '-rwxr-xr-x root:root /usr/lib/culvert/culvert-helper',
    'drwxr-xr-x root:root /usr/lib/culvert',
    'lrwxrwxrwx root:root /etc/systemd/system/sysinit.target.wants/culvert-lockdown.service',
  ])
  await computer.root(`cmp ${HELPER} ${PLACE}/resources/helper/culvert-helper`)
  await connect().line('connection', (line) => line.includes('"connected"'))
  await computer.root(`ping -c 1 -w 10 ${LAB.inside}`)
})

it('opens what a crash has left blocked before it takes the helper away, and leaves nothing', async () => {
  client?.kill('SIGKILL')
  await client?.exited
  // The helper notices the end of its client, and takes the device away with itself.
  await waitFor('the end of the helper', async () => (await lab.client.snapshot()).links === network.links)
  expect(await block()).toBe('table inet culvert')
  await computer.user(`${SCRIPT} --remove`)
  expect(await block()).toBe('')
  expect(await lab.client.snapshot()).toEqual(network)
  expect(await computer.inventory()).toEqual(bare)
})
