import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  globSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { ROOT } from './places.ts'
import { pluginStub } from './plugin-stub.ts'

/** What @electron/fuses looks for in a program of Electron: a mark, the version and the number of the switches, the switches. */
const FUSES = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009111111111'

/** A program for Windows that does nothing, by Debian's makensis; electron-builder reads its version and rewrites it. */
const NOTHING = `Unicode true
Name nothing
SilentInstall silent
RequestExecutionLevel user
VIProductVersion 1.0.0.0
VIAddVersionKey ProductName nothing
VIAddVersionKey FileVersion 1.0.0.0
VIAddVersionKey ProductVersion 1.0.0.0
VIAddVersionKey FileDescription nothing
VIAddVersionKey LegalCopyright nobody
Section
SectionEnd
`

/**
 * Puts together, below `folder`, what electron-builder would download to make an installer for Windows, out of Debian's NSIS:
 * its compiler and libraries are real; the plugins are tables of contents, `elevate.exe` does nothing, and in place of wine,
 * which would run the first half of the installer in order to get the uninstaller out of it, that half is copied. Answers with
 * the environment for electron-builder.
 */
export function nsisTools(folder: string): NodeJS.ProcessEnv {
  const nsis = join(folder, 'nsis')
  mkdirSync(join(nsis, 'linux'), { recursive: true })
  symlinkSync('/usr/bin/makensis', join(nsis, 'linux', 'makensis'))
  for (const part of globSync('*', { cwd: '/usr/share/nsis' }))
    symlinkSync(join('/usr/share/nsis', part), join(nsis, basename(part)))
  makeProgram(join(nsis, 'elevate.exe'), NOTHING)

  const plugins = join(folder, 'resources/plugins/x86-unicode')
  mkdirSync(plugins, { recursive: true })
  for (const [name, functions] of pluginsOfTemplates())
    writeFileSync(join(plugins, `${name}.dll`), pluginStub(name, [...functions]))

  const programs = join(folder, 'bin')
  mkdirSync(programs)
  const wine = join(programs, 'wine')
  writeFileSync(wine, '#!/bin/sh\ncp "$1" "$' + '{1%exe}__uninstaller.exe"\n')
  chmodSync(wine, 0o755)
  return {
    ELECTRON_BUILDER_NSIS_DIR: nsis,
    ELECTRON_BUILDER_NSIS_RESOURCES_DIR: join(folder, 'resources'),
    PATH: `${programs}:${process.env.PATH}`,
  }
}

/** A folder that looks to electron-builder like a release of Electron for Windows. */
export function standInForWindows(folder: string): string {
  mkdirSync(join(folder, 'locales'), { recursive: true })
  mkdirSync(join(folder, 'resources'))
  makeProgram(join(folder, 'electron.exe'), NOTHING)
  appendFileSync(join(folder, 'electron.exe'), FUSES, 'latin1')
  for (const name of ['de', 'en-US', 'fr']) writeFileSync(join(folder, 'locales', `${name}.pak`), name)
  writeFileSync(join(folder, 'LICENSE'), 'The licence of Electron is in its releases.\n')
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '<p>In releases of Electron.</p>\n')
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8'))
  writeFileSync(join(folder, 'version'), version)
  return folder
}

/** Compiles a program for Windows out of a script of NSIS. */
export function makeProgram(file: string, script: string): string {
  execFileSync('makensis', ['-V1', `-XOutFile "${file}"`, '-'], { input: script })
  return file
}

/** The plugins that electron-builder's templates call and that Debian's NSIS has not, with their functions. */
function pluginsOfTemplates(): Map<string, Set<string>> {
  const known = new Set(globSync('*.dll', { cwd: '/usr/share/nsis/Plugins/x86-unicode' }))
  const found = new Map<string, Set<string>>()
  const templates = join(ROOT, 'node_modules/app-builder-lib/templates/nsis')
  for (const file of globSync('**/*.{nsh,nsi}', { cwd: templates })) {
    const text = readFileSync(join(templates, file), 'utf8')
    for (const [, plugin, name] of text.matchAll(/^[^;#]*?\b([A-Za-z]\w+)::(\w+)/gm)) {
      if (known.has(`${plugin}.dll`)) continue
      found.set(plugin, (found.get(plugin) ?? new Set()).add(name))
    }
  }
  return found
}
