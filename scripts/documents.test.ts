import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const documents = globSync(['*.md', 'docs/*.md', 'e2e/**/*.md'], { cwd: ROOT })

/** Targets of links and pictures that are files of ours. */
function filesLinkedFrom(document: string): string[] {
  const text = readFileSync(join(ROOT, document), 'utf8')
  return [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
}

describe('the documents', () => {
  it('are found', () => expect(documents).toContain('docs/user-guide.md'))

  it.each(documents)('%s leads to nothing that is not there', (document) => {
    const missing = filesLinkedFrom(document).filter(
      (target) => !existsSync(join(ROOT, dirname(document), target)),
    )
    expect(missing).toEqual([])
  })
})
