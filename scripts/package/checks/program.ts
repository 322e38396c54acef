import { globSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Processor } from '../processors.ts'
import { readAsar } from './asar.ts'
import { checkProcessor } from './processor.ts'

/** The switches that we set, in their order in the program; `0` is off, `1` on. docs/packaging.md names them. */
const FUSES = '01001100'
const FUSE_MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

/** Everything in the archive is one of these; `*` stands for the hash in a file's name. */
const ALLOWED = [
  /^package\.json$/,
  /^out\/app\/(main|engine-worker)\.js$/,
  /^out\/app\/preload\.cjs$/,
  /^out\/app\/renderer\/(index\.html|assets\/[^/]+\.(js|css|svg|woff2|png))$/,
  /^out\/cli\/culvert\.js$/,
  /^assets\/generated\/icon\.png$/,
  /^assets\/generated\/tray\/[a-z]+\/[^/]+\.(png|ico)$/,
  /^node_modules\/koffi\/(src\/koffi\/(src\/)?)?[^/]+\.(js|cjs|json|txt)$/,
  /^node_modules\/@koromix\/koffi-[a-z0-9-]+\/([^/]+|[a-z0-9_]+\/koffi\.node)$/,
  /^node_modules\/keytar\/(package\.json|LICENSE\.md|lib\/keytar\.js|build\/Release\/keytar\.node)$/,
]
const NEEDED = [
  'package.json',
  'out/app/main.js',
  'out/app/engine-worker.js',
  'out/app/preload.cjs',
  'out/app/renderer/index.html',
]

/** What is ours may grow to this, in MB; Electron itself is not counted. */
const BUDGET = { archive: 4, unpacked: 8, node: 115, documents: 3 }

/** Looks at the program as electron-builder has put it together for Linux. Answers with what is wrong. */
export function checkProgram(folder: string, processor: Processor): string[] {
  const resources = join(folder, 'resources')
  const problems: string[] = []
  const complain = (condition: boolean, text: string) => {
    if (condition) problems.push(text)
  }
  const { files, altered } = readAsar(join(resources, 'app.asar'))
  for (const file of files)
    complain(!ALLOWED.some((pattern) => pattern.test(file)), `${file} is packed, and nobody knows why`)
  for (const file of NEEDED) complain(!files.includes(file), `${file} is not packed`)
  for (const file of altered) problems.push(`${file} does not have the hash that the archive names`)

  const found = fusesOf(join(folder, 'culvert'))
  complain(found !== FUSES, `Electron's switches are ${found}, not ${FUSES}`)

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

/** As `0`s and `1`s; they come after the mark, a version and their number. */
function fusesOf(program: string): string | undefined {
  const bytes = readFileSync(program)
  const at = bytes.indexOf(FUSE_MARK)
  if (at < 0) return undefined
  const first = at + FUSE_MARK.length + 2
  return bytes.toString('latin1', first, first + FUSES.length)
}

const sizeOf = (folder: string) =>
  globSync('**', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
