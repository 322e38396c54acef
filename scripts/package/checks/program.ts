import { globSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Processor } from '../processors.ts'
import { checkAppArchive } from './app-archive.ts'
import { checkFuses } from './fuses.ts'
import { checkProcessor } from './processor.ts'

/** What is ours may grow to this, in MB; Electron itself is not counted. */
const BUDGET = { archive: 4, unpacked: 8, node: 115, documents: 3 }

/** Looks at the program as electron-builder has put it together for Linux. Answers with what is wrong. */
export function checkProgram(folder: string, processor: Processor): string[] {
  const resources = join(folder, 'resources')
  const problems: string[] = []
  const complain = (condition: boolean, text: string) => {
    if (condition) problems.push(text)
  }
  problems.push(...checkAppArchive(join(resources, 'app.asar')), ...checkFuses(join(folder, 'culvert')))

  const locales = globSync('locales/*.pak', { cwd: folder })
    .map((file) => basename(file, '.pak'))
    .sort()
  complain(locales.join() !== 'de,en-US', `the languages are ${locales.join()}`)

  problems.push(...checkProcessor(folder, processor))

  const sizes = {
    archive: statSync(join(resources, 'app.asar')).size,
    unpacked: sizeOf(join(resources, 'app.asar.unpacked')),
    node: statSync(join(resources, 'node')).size,
    documents: sizeOf(join(resources, 'docs')),
  }
  for (const [part, size] of Object.entries(sizes)) {
    const megabytes = size / 1e6
    const budget = BUDGET[part as keyof typeof BUDGET]
    process.stdout.write(`  ${part}: ${megabytes.toFixed(1)} MB of ${budget}\n`)
    complain(
      megabytes > budget,
      `${part} has ${megabytes.toFixed(1)} MB, which is over its budget of ${budget}`,
    )
  }
  return problems
}

const sizeOf = (folder: string) =>
  globSync('**', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
