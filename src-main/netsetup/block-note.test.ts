import { describe, expect, it } from 'vitest'
import { type BlockFacts, currentBlock } from './block-note.ts'

const BOOT = '5a09ef2e-be11-4695-8f82-c633c6bca89c'

/** A host with this note; processes 100 and 101 are alive on it. */
function host(note: string | undefined, changes: Partial<BlockFacts> = {}): BlockFacts {
  const files: Record<string, string | undefined> = {
    '/var/lib/culvert/blocked': note,
    '/proc/sys/kernel/random/boot_id': `${BOOT}\n`,
  }
  return {
    read: (path) => files[path],
    namespace: () => '4026531840',
    isAlive: (pid) => pid === 100 || pid === 101,
    ...changes,
  }
}

function note(because: string, helpers = ''): string {
  return `# For people.\nbecause ${because}\nboot ${BOOT}\nnamespace 4026531840\nhelpers${helpers}\n`
}

describe('whether this computer is blocked', () => {
  it('is no without a note', () => expect(currentBlock(host(undefined))).toBeUndefined())

  it.each(['crash', 'connection-lost', 'lockdown'])('is yes, and why: %s', (because) => {
    expect(currentBlock(host(note(because)))).toBe(because)
  })

  it('is a matter of a running tunnel while one of the helpers lives, and of a crash when all are gone', () => {
    expect(currentBlock(host(note('tunnel', ' 7 101')))).toBe('tunnel')
    expect(currentBlock(host(note('tunnel', ' 7 8')))).toBe('crash')
    expect(currentBlock(host(note('tunnel')))).toBe('crash')
  })

  it('is no when the note is from before a restart of the computer, or about another network namespace', () => {
    const restarted = host(note('crash').replace(BOOT, '00000000-0000-4000-8000-000000000000'))
    expect(currentBlock(restarted)).toBeUndefined()
    expect(currentBlock(host(note('crash'), { namespace: () => '4026532390' }))).toBeUndefined()
  })

  it('is read from the real host without an error', () => {
    expect(() => currentBlock()).not.toThrow()
  })
})
