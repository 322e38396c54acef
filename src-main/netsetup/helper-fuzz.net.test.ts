import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HELPER } from '../testing/helper-sandbox.ts'

const run = promisify(execFile)
const SOURCES = join(import.meta.dirname, '../native/linux-helper')
const SEEDS = join(SOURCES, 'fuzz/seeds')

/** The same lines each time: what this proves today it proves tomorrow, and new ground is for a person with an afternoon. */
const RUNS = 1_000_000
const SEED = 1

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'culvert-fuzz-'))
})

afterAll(() => rm(folder, { recursive: true }))

/** The parser with AddressSanitizer, UndefinedBehaviorSanitizer and libFuzzer around it. */
async function build(name: string, ...flags: readonly string[]): Promise<string> {
  const target = join(folder, name)
  const sanitizers = ['-fsanitize=fuzzer,address,undefined', '-fno-sanitize-recover=all']
  const files = [join(SOURCES, 'fuzz/grammar-fuzz.c'), join(SOURCES, 'grammar.c')]
  await run('clang-14', ['-g', '-O1', '-std=c11', '-Werror', ...sanitizers, ...flags, '-o', target, ...files])
  return target
}

/** Fuzzes in a folder of its own; what is found new goes there and not to the seeds. */
async function fuzz(target: string, runs: number): Promise<string> {
  const args = [`-seed=${SEED}`, `-runs=${runs}`, '-max_len=1200', '-print_final_stats=1', folder, SEEDS]
  const { stderr } = await run(target, args, { cwd: folder, maxBuffer: 1 << 26 })
  return stderr
}

describe('the grammar’s parser', () => {
  it('keeps its promises for a million lines that nobody thought of', async () => {
    const said = await fuzz(await build('grammar-fuzz'), RUNS)
    expect(said).toContain(`stat::number_of_executed_units: ${RUNS}`)
    const coverage = [...said.matchAll(/cov: (\d+) ft: (\d+)/g)].at(-1)
    console.log(`fuzzed ${RUNS} lines, ${coverage?.[1]} edges, ${coverage?.[2]} features`)
    expect(Number(coverage?.[1])).toBeGreaterThan(85)
  })

  it('would be caught if it did not', async () => {
    const broken = await build('broken-fuzz', '-DCANARY')
    await expect(fuzz(broken, 10_000)).rejects.toThrow(/deadly signal/)
  })

  it('is tried with at least one line of each kind', async () => {
    const seeds = await readdir(SEEDS)
    const verbs =
      'hello tun mtu up dns domains commit undo leave block unblock lockdown dial portal address route throw unreachable bypass through local rules'
    for (const verb of verbs.split(' ')) expect(seeds.some((name) => name.startsWith(verb))).toBe(true)
  })
})

describe('the helper’s binary', () => {
  it('has every protection that the compiler and the linker offer', async () => {
    const { stdout } = await run('readelf', ['-hldsW', HELPER])
    expect(stdout).toMatch(/Type: +DYN/)
    expect(stdout).toMatch(/GNU_STACK .* RW /)
    expect(stdout).toContain('GNU_RELRO')
    expect(stdout).toMatch(/FLAGS_1.*NOW PIE/)
    expect(stdout).toContain('__stack_chk_fail')
    expect(stdout).toContain('__vsnprintf_chk')
  })
})
