import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PAGE = join(import.meta.dirname, '../../docs/protocol.md')

/**
 * A table of docs/protocol.md that a run of tests fills in: what was shown, and on which server. It is written when
 * CULVERT_WRITE_TABLES is set, because a run of a part of the tests must not shorten it; any other run compares.
 */
export class MethodTable {
  readonly #name: string
  readonly #heads: readonly [string, string, string]
  readonly #rows = new Set<string>()

  /** @param name of the table, between its marks */
  constructor(name: string, heads: readonly [string, string, string] = ['Method', 'Server', 'Result']) {
    this.#name = name
    this.#heads = heads
  }

  /** A line of the table. Throws when the page does not have it: what is written there must be what was shown. */
  note(...cells: [string, string, string]): void {
    const row = `| ${cells.join(' | ')} |`
    this.#rows.add(row)
    if (!IS_WRITING && !this.#split().inside.includes(`${row}\n`))
      throw new Error(`docs/protocol.md lacks the line "${row}"; run the tests with CULVERT_WRITE_TABLES=1`)
  }

  /** When all is over. */
  write(): void {
    if (!IS_WRITING) return
    const { before, after } = this.#split()
    const head = `| ${this.#heads.join(' | ')} |`
    const table = [head, '| --- | --- | --- |', ...[...this.#rows].sort()].join('\n')
    writeFileSync(PAGE, `${before}\n${table}\n${after}`)
  }

  #split(): { before: string; inside: string; after: string } {
    const page = readFileSync(PAGE, 'utf8')
    const [begin, end] = [`<!-- ${this.#name}: begin -->`, `<!-- ${this.#name}: end -->`]
    const from = page.indexOf(begin) + begin.length
    const to = page.indexOf(end)
    if (from < begin.length || to < from)
      throw new Error(`docs/protocol.md has lost the marks of ${this.#name}`)
    return { before: page.slice(0, from), inside: page.slice(from, to), after: page.slice(to) }
  }
}

const IS_WRITING = process.env.CULVERT_WRITE_TABLES !== undefined
