import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { FOR_WINDOWS, TOOLS } from './debian-tools.ts'
import { mergeLists, stageList } from './gather.mjs'
import { ROOT } from './places.ts'

interface Job {
  permissions?: Record<string, string>
  secrets?: unknown
  steps?: { uses?: string; with?: Record<string, unknown> }[]
}
interface Workflow {
  permissions: Record<string, string>
  jobs: Record<string, Job>
}

const FOLDER = join(ROOT, '.github/workflows')
const workflows = globSync('*.yml', { cwd: FOLDER }).map((name) => {
  const text = readFileSync(join(FOLDER, name), 'utf8')
  return { name, text, workflow: load(text) as Workflow }
})

describe.each(workflows)('$name', ({ name, text, workflow }) => {
  it('runs no action but by the hash of a commit, with its version beside it', () => {
    for (const [line] of text.matchAll(/uses: .*/g))
      expect(line).toMatch(/^uses: (\.\/\S+|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/)
  })

  it('may read, and write only where a release is made', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    const jobs = Object.entries(workflow.jobs).filter(([, job]) => job.permissions !== undefined)
    expect(jobs.map(([job]) => `${name} ${job}`)).toEqual(
      name === 'release.yml' ? ['release.yml release'] : [],
    )
  })

  it('leaves no credentials beside what it has checked out', () => {
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps ?? [])
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')))
      expect(step.with).toMatchObject({ 'persist-credentials': false })
  })

  it('gives a pull request no secret', () => {
    expect(text).not.toMatch(/pull_request_target|secrets: inherit/)
    if (!/^ {2}pull_request:/m.test(text)) return
    for (const [use] of text.matchAll(/\$\{\{[^}]*\bsecrets\.[^}]*\}\}/g))
      expect(use).toMatch(/^\$\{\{ inputs\.signed && secrets\.\w+ \|\| '' \}\}$/)
  })
})

it('install by the set-up, which would install anew and without Electron what npm alone has installed', () => {
  const text = workflows.find(({ name }) => name === 'package.yml')?.text ?? ''
  expect(text).toContain('npm run setup\n')
  expect(text).not.toMatch(/npm (ci|install)\b|\bnpx (?!install-electron\n)/)
})

it('install every tool that makes and checks packages', () => {
  const text = workflows.find(({ name }) => name === 'package.yml')?.text ?? ''
  const words = text.slice(0, text.indexOf('\n  windows:')).split(/\s+/)
  expect(words).toEqual(expect.arrayContaining([...TOOLS, ...FOR_WINDOWS]))
})

it('tell as many computers of a release as the variable says, or all', () => {
  const list = 'version: 1.2.3\nfiles: []\n'
  expect(load(stageList(list, '10'))).toEqual({ version: '1.2.3', files: [], stagingPercentage: 10 })
  expect(stageList(list, '')).toBe(list)
  for (const wrong of ['101', '-1', '10 %', 'ten\nfiles: []'])
    expect(() => stageList(list, wrong)).toThrow('no percentage')
})

it('make one list of updates for Windows out of two', () => {
  const list = (arch: string, version = '1.2.3') =>
    `version: ${version}\nfiles:\n  - url: Culvert-win-${arch}.exe\n    sha512: ${arch}==\n    size: 1\npath: Culvert-win-${arch}.exe\nsha512: ${arch}==\nreleaseDate: '2026-11-23'\n`
  const merged = load(mergeLists([list('arm64'), list('x64')])) as Record<string, unknown>
  expect(merged).toMatchObject({
    version: '1.2.3',
    path: 'Culvert-win-x64.exe',
    files: [
      { url: 'Culvert-win-x64.exe', sha512: 'x64==' },
      { url: 'Culvert-win-arm64.exe', sha512: 'arm64==' },
    ],
  })
  expect(() => mergeLists([list('arm64'), list('x64', '2.0.0')])).toThrow('cannot be one release')
  expect(() => mergeLists(['<html>'])).toThrow('not a list')
})
