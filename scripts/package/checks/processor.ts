import { closeSync, globSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PROCESSORS, type Processor } from '../processors.ts'

/** What has to be among the programs and modules with compiled code; a list that is empty by mistake would please everybody. */
const EXPECTED = [
  /^culvert$/,
  /^chrome-sandbox$/,
  /^resources\/node$/,
  /^resources\/helper\/culvert-helper$/,
  /\/koffi\.node$/,
  /\/keytar\.node$/,
]

/** Every file with compiled code in a folder has to be for one processor. Answers with what is wrong. */
export function checkProcessor(folder: string, processor: Processor): string[] {
  const compiled = globSync('**', { cwd: folder, exclude: (name) => name === 'locales' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => ({ path, machine: machineOf(join(folder, path)) }))
    .filter(({ machine }) => machine !== undefined)
  return [
    ...compiled
      .filter(({ machine }) => machine !== PROCESSORS[processor].elf)
      .map(({ path, machine }) => `${path} is for the processor ${machine}, not for ${processor}`),
    ...EXPECTED.filter((pattern) => !compiled.some(({ path }) => pattern.test(path))).map(
      (pattern) => `no program ${pattern.source}`,
    ),
  ]
}

/** The number in an ELF file's head, or nothing for any other file. */
function machineOf(path: string): number | undefined {
  const head = Buffer.alloc(20)
  const file = openSync(path, 'r')
  try {
    readSync(file, head, 0, head.length, 0)
  } finally {
    closeSync(file)
  }
  return head.toString('latin1', 0, 4) === '\x7fELF' ? head.readUInt16LE(18) : undefined
}
