import { afterAll, beforeAll, expect, it } from 'vitest'
import { Culvert } from './culvert.ts'
import { Desktop, ORDINARY_USER } from './desktop.ts'
import { LAB, Lab } from './lab.ts'

let lab: Lab
let desktop: Desktop

beforeAll(async () => {
  lab = await Lab.create()
  desktop = await Desktop.furnish(lab.client)
})

afterAll(async () => {
  desktop?.dispose()
  await lab?.remove()
})

it('lets an ordinary user connect with the installed helper', async () => {
  const before = await lab.client.snapshot()
  const culvert = Culvert.connect(lab.client, {
    profile: lab.profile(),
    password: LAB.password,
    args: ['--once'],
    as: desktop,
  })
  await culvert.connected()
  const { stdout } = await lab.client.exec('sh', ['-c', `cat /proc/${culvert.pid}/status`])
  expect(stdout).toMatch(new RegExp(`^Uid:\\s+${ORDINARY_USER}\\s`, 'm'))
  expect(await culvert.disconnect()).toMatchObject({ code: 0 })
  expect(await lab.client.snapshot()).toEqual(before)
})
