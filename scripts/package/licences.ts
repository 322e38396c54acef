import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './places.ts'
import type { ShippedModule } from './shipped-modules.ts'

/** Licences that let us ship a module with its notice and ask for nothing else. */
const ACCEPTED = /^(MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|BlueOak-1\.0\.0|Python-2\.0)$/

/**
 * What has no file of its own: the package of a compiled module carries none, and its texts are those of its parent; the
 * other two name their licence in their manifest alone.
 */
const TEXT_OF: readonly (readonly [RegExp, string])[] = [
  [/^@koromix\/koffi-/, 'node_modules/koffi'],
  [/^client-only$/, 'node_modules/react'],
]

const RULE = '-'.repeat(100)

/** The text that the about box shows: every licence of what is packed. Throws on one that nobody has agreed to. */
export function licencesText(modules: readonly ShippedModule[]): string {
  for (const { name, licence } of modules) {
    if (!ACCEPTED.test(licence))
      throw new Error(`${name} is under "${licence}", which nobody has agreed to ship`)
  }
  const electron = `Electron, with Chromium and Node

Their licences are files of their own in the folder of the program: LICENSE.electron.txt and LICENSES.chromium.html.`
  return [
    `Culvert\n\n${read('LICENSE')}`,
    electron,
    ...modules.map(
      ({ name, version, licence, path }) => `${name} ${version} (${licence})\n\n${textOf(name, path)}`,
    ),
    ...nodeItself(),
  ]
    .map((part) => part.trim())
    .join(`\n\n${RULE}\n\n`)
    .concat('\n')
}

/** The last, because it is as long as all the others. The other systems have no Node of their own in their packages. */
function nodeItself(): string[] {
  if (process.platform !== 'linux') return []
  const text = read(`node_modules/node-linux-${process.arch}/LICENSE`)
  return [`Node.js, with which the command runs on Linux\n\n${text}`]
}

function textOf(name: string, path: string): string {
  const folder = TEXT_OF.find(([pattern]) => pattern.test(name))?.[1] ?? path
  const names = readdirSync(join(ROOT, folder)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
  if (names.length === 0) return standardText(folder)
  return names.map((file) => read(`${folder}/${file}`)).join('\n')
}

/** Some name their licence in their manifest alone; of the MIT licence everything but the name is the same everywhere. */
function standardText(folder: string): string {
  const { license, author, name } = JSON.parse(read(`${folder}/package.json`))
  if (license !== 'MIT') throw new Error(`${folder} has no file with its licence`)
  const holder = typeof author === 'string' ? author : (author?.name ?? `the authors of ${name}`)
  const [, , , ...rest] = read('LICENSE').split('\n')
  return ['MIT License', '', `Copyright (c) ${holder}`, ...rest].join('\n')
}

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
