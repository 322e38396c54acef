import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/**
 * Who may import whom. A folder may always import itself; `node:` stands for every module of the runtime. What is not
 * listed is forbidden, for packages as well. docs/architecture.md explains each line.
 */
const RULES: readonly { folder: string; may: readonly string[] }[] = [
  { folder: 'src-shared', may: [] },
  { folder: 'src-main/protocol', may: [] },
  { folder: 'src-main/tun', may: ['node:', 'koffi', 'src-shared'] },
  { folder: 'src-main/kerberos', may: ['node:', 'koffi', 'src-main/tun/keep-loaded.ts'] },
  { folder: 'src-main/netsetup', may: ['node:', 'src-shared'] },
  { folder: 'src-main/netwatch', may: ['node:', 'src-shared'] },
  {
    folder: 'src-main/engine',
    may: [
      'node:',
      'src-shared',
      'src-main/protocol',
      'src-main/tun',
      'src-main/netsetup',
      'src-main/netwatch',
      'src-main/kerberos/gssapi.ts',
    ],
  },
  {
    folder: 'src-main/control',
    may: ['node:', 'src-shared', 'src-main/engine/messages.ts', 'smol-toml', 'zod', 'keytar', 'electron-log'],
  },
  {
    folder: 'src-main/app',
    may: [
      'node:',
      'src-shared',
      'src-main/control',
      'src-main/netsetup/helper-launch.ts',
      'src-main/netsetup/helper-version.ts',
      'src-main/netsetup/helper-job.ts',
      'src-main/netsetup/linux-facts.ts',
      'src-main/netsetup/block-note.ts',
      'src-main/netsetup/create-network-setup.ts',
      'src-main/netsetup/host-networks.ts',
      'electron',
      'electron-updater',
      'zod',
    ],
  },
  {
    folder: 'src-main/engine-worker',
    may: [
      'node:',
      'src-shared',
      'src-main/engine',
      'src-main/control/reconnect-',
      'src-main/netwatch/create-network-watch.ts',
      'src-main/tun/attach.ts',
      'src-main/netsetup/create-network-setup.ts',
    ],
  },
  // Compiled to WebAssembly, where there is nothing to import.
  { folder: 'src-main/native/packet-kernel', may: [] },
  {
    folder: 'src-renderer',
    may: ['src-shared', 'react', 'zustand', 'uplot', '@tanstack/react-virtual'],
  },
  {
    folder: 'src-main/cli',
    may: [
      'node:',
      'src-shared',
      'src-main/engine',
      'src-main/control',
      'src-main/netwatch/create-network-watch.ts',
      'src-main/tun/attach.ts',
      'src-main/netsetup/create-network-setup.ts',
      'src-main/netsetup/network-setup.ts',
      'src-main/netsetup/host-networks.ts',
    ],
  },
  {
    folder: 'src-main/testing',
    may: ['node:', 'src-shared', 'src-main/protocol', 'src-main/tun', 'src-main/netsetup', 'src-main/engine'],
  },
]

/** A test may also use the test tools, and whatever it needs to play the other end. */
const TESTS_MAY = [
  'vitest',
  '@playwright',
  'fast-check',
  'ajv',
  'node:',
  'src-shared',
  'src-main/',
  'e2e/testbed',
]

const sources = globSync('{src-main,src-shared,src-renderer}/**/*.{ts,tsx}', { cwd: ROOT }).sort()

function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const specifiers = [...text.matchAll(/^(?:import|export)\b[^'"]*?from\s+'([^']+)'/gm)].map(
    (match) => match[1],
  )
  const bare = [...text.matchAll(/^import\s+'([^']+)'/gm)].map((match) => match[1])
  const dynamic = [...text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)].map((match) => match[1])
  return [...specifiers, ...bare, ...dynamic].map((specifier) =>
    specifier.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), specifier)) : specifier,
  )
}

function forbiddenImports(file: string): string[] {
  const rule = RULES.find(({ folder }) => file.startsWith(`${folder}/`))
  if (rule === undefined)
    return ['src-main/architecture.test.ts', 'src-main/main.ts'].includes(file)
      ? []
      : ['(this folder has no rule)']
  const allowed = [`${rule.folder}/`, ...rule.may, ...(isTest(file) ? TESTS_MAY : [])]
  return importsOf(file).filter((target) => !allowed.some((prefix) => target.startsWith(prefix)))
}

const isTest = (file: string) => /\.test\.tsx?$|\/test-support\//.test(file)

describe('the structure', () => {
  it('finds the sources at all', () => {
    expect(sources.length).toBeGreaterThan(40)
    expect(importsOf('src-main/engine/node-crypto.ts')).toContain('src-main/protocol/crypto-provider.ts')
  })

  it.each(sources)('%s imports only what its folder may', (file) => {
    expect(forbiddenImports(file)).toEqual([])
  })

  it.each(sources.filter((file) => !isTest(file)))('%s stays under 300 lines', (file) => {
    expect(readFileSync(join(ROOT, file), 'utf8').split('\n').length).toBeLessThanOrEqual(301)
  })

  it('keeps the test server out of what ships', () => {
    const shipped = sources.filter((file) => !isTest(file) && !file.startsWith('src-main/testing/'))
    const leaking = shipped.filter((file) =>
      importsOf(file).some((target) => target.startsWith('src-main/testing/')),
    )
    expect(leaking).toEqual([])
  })
})
