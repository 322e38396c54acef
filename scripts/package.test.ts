import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

describe('package.json', () => {
  // A shell remembers where it found `node`: after a set-up in the same shell it would still start the machine's own
  // Node, which may be too old for TypeScript, although the pinned one has just been installed in front of it.
  it('runs the set-up in a shell of its own, before what needs it', () => {
    for (const [name, command] of Object.entries(scripts)) {
      if (command.includes('setup.mjs')) expect(command, name).toBe('node scripts/setup.mjs')
    }
    for (const name of ['demo', 'test', 'bench']) expect(scripts).toHaveProperty(`pre${name}`)
  })
})
