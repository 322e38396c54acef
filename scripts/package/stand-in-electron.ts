import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './places.ts'
import { type Processor, toolFor } from './processors.ts'

/** The programs of a release of Electron for Linux, and some of the files beside them, which have to be told apart. */
const PROGRAMS = ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']
const LOCALES = ['am', 'de', 'en-GB', 'en-US', 'fr', 'zh-CN']

/**
 * Makes a folder that looks to electron-builder like a release of Electron for Linux. What is packed with it shows
 * everything about a package but the window.
 */
export function makeStandInElectron(folder: string, processor: Processor): string {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'locales'), { recursive: true })
  mkdirSync(join(folder, 'resources'))
  const [first, ...others] = PROGRAMS
  const program = join(folder, first)
  const source = join(import.meta.dirname, 'stand-in-electron.c')
  execFileSync(toolFor(processor, 'gcc'), [
    '-O2',
    '-s',
    '-fPIE',
    '-pie',
    '-Wl,-z,relro,-z,now',
    '-o',
    program,
    source,
  ])
  for (const name of others) copyFileSync(program, join(folder, name))
  for (const name of PROGRAMS) chmodSync(join(folder, name), 0o755)
  for (const name of LOCALES) writeFileSync(join(folder, 'locales', `${name}.pak`), name)
  writeFileSync(join(folder, 'LICENSE'), 'The licence of Electron is in its releases.\n')
  writeFileSync(
    join(folder, 'LICENSES.chromium.html'),
    '<p>The licences of Chromium are in releases of Electron.</p>\n',
  )
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8'))
  writeFileSync(join(folder, 'version'), version)
  return folder
}
