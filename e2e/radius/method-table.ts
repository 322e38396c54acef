import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PAGE = join(import.meta.dirname, '../../docs/protocol.md')
const BEGIN = '<!-- methods: begin -->'
const END = '<!-- methods: end -->'

/**
 * Puts what a run has shown between the marks in docs/protocol.md, when CULVERT_WRITE_TABLES is set; a run of a part of the
 * tests must not shorten the table.
 */
export function writeTable(rows: readonly string[]): void {
  if (process.env.CULVERT_WRITE_TABLES === undefined) return
  const page = readFileSync(PAGE, 'utf8')
  const begin = page.indexOf(BEGIN)
  const end = page.indexOf(END)
  if (begin < 0 || end < begin) throw new Error('docs/protocol.md has lost the marks of its table')
  const table = ['| Method | Server | Result |', '| --- | --- | --- |', ...[...rows].sort()].join('\n')
  writeFileSync(PAGE, `${page.slice(0, begin + BEGIN.length)}\n${table}\n${page.slice(end)}`)
}
