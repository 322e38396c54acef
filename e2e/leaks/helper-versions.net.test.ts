import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HELPER } from '../../src-main/testing/helper-sandbox.ts'
import { Culvert } from '../testbed/culvert.ts'
import { LAB, Lab } from '../testbed/lab.ts'
import { ownedFolder } from '../testbed/owner.ts'
import { waitFor } from '../testbed/wait-for.ts'
import { type Traces, traces, waitForStillness } from './aftermath.ts'
import { KILL_SWITCH } from './slow.ts'

const SOURCES = join(import.meta.dirname, '../../src-main/native/linux-helper')
const VERSION = /#define PROTOCOL "(\d+)"/

let lab: Lab
let before: Traces

beforeAll(async () => {
  lab = await Lab.create()
  before = await traces(lab.client)
})

afterAll(() => lab?.remove())

/** A helper that differs from ours in nothing but the version of its grammar. */
function build(step: number): { program: string; version: number } {
  const folder = ownedFolder('helper')
  cpSync(SOURCES, folder, { recursive: true })
  const header = join(folder, 'helper.h')
  const text = readFileSync(header, 'utf8')
  const version = Number(VERSION.exec(text)?.[1]) + step
  writeFileSync(header, text.replace(VERSION, `#define PROTOCOL "${version}"`))
  const files = readdirSync(folder).filter((name) => name.endsWith('.c'))
  const program = join(folder, 'culvert-helper')
  execFileSync('cc', ['-O1', '-std=c11', '-w', '-o', program, ...files], { cwd: folder })
  return { program, version }
}

describe.each([
  ['an older', -1],
  ['a newer', +1],
])('%s helper than the client', (_, step) => {
  it('is refused by name, before anything is done, and both leave nothing behind', async () => {
    const { program, version } = build(step)
    await lab.client.exec('mount', ['--bind', program, HELPER])
    const run = Culvert.connect(lab.client, {
      profile: lab.profile({ more: KILL_SWITCH }),
      password: LAB.password,
    })
    const { code, error } = await run.ended()
    expect(code).not.toBe(0)
    expect(error).toMatchObject({ code: 'helper-failed' })
    expect(error?.cause).toContain(`the installed helper speaks version ${version}, not ${version - step}`)
    await waitForStillness(lab.client, before)
    await lab.client.exec('umount', [HELPER])
    expect(await traces(lab.client)).toEqual(before)
  })
})

it('what a helper of another version left is healed by ours', async () => {
  const { program, version } = build(-1)
  const run = lab.client.spawn(program, [])
  const say = async (line: string) => {
    const { length } = run.lines
    run.child.stdin?.write(`${line}\n`)
    await waitFor(`the answer to ${line}`, () => run.lines.length > length)
    return run.lines.at(-1)
  }
  await run.line('greeting', (line) => line.startsWith('culvert-helper'))
  for (const line of [
    `hello ${version}`,
    'tun 0',
    'block lan',
    'address 10.20.0.7',
    'up',
    'route 0.0.0.0/0',
    'rules everything',
  ])
    expect(`${line}: ${await say(line)}`).toContain(`${line}: ok`)
  run.kill('SIGKILL')
  await run.exited
  expect((await traces(lab.client)).links).toContain('sstp0')
  expect((await lab.client.exec(HELPER, ['--repair'])).stdout).toBe('healed sstp0\n')
  expect((await lab.client.exec(HELPER, ['--unblock'])).stdout).toBe('open now\n')
  expect(await traces(lab.client)).toEqual(before)
})
