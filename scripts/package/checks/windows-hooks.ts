import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeProgram } from '../nsis-tools.ts'
import { ROOT, SOURCES } from '../places.ts'

/** Debian's package puts it on no path. */
const WINE = '/usr/lib/wine/wine64'

const KEYS = ['.sstp', 'sstp', 'Culvert.Connection']
const COMMAND = String.raw`"C:\Culvert\Culvert.exe" "%1"`

/** What has to be in the registry for everybody, once installed. */
const REGISTERED = [
  String.raw`\.sstp\r?\n    \(Default\)    REG_SZ    Culvert\.Connection`,
  'Content Type    REG_SZ    application/x-sstp',
  String.raw`\\sstp\r?\n    \(Default\)    REG_SZ    URL:SSTP\r?\n    URL Protocol    REG_SZ`,
  String.raw`\\sstp\\shell\\open\\command\r?\n    \(Default\)    REG_SZ    ${escaped(COMMAND)}`,
  String.raw`Culvert\.Connection\\shell\\open\\command\r?\n    \(Default\)    REG_SZ    ${escaped(COMMAND)}`,
]

function escaped(text: string): string {
  return text.replaceAll(/[\\".%]/g, String.raw`\$&`)
}

/** A helper that cannot open what it has blocked. */
const STUBBORN = `Unicode true
Target amd64-unicode
Name helper
SilentInstall silent
RequestExecutionLevel user
Section
SetErrorLevel 1
SectionEnd
`

/**
 * Runs our part of the installer for Windows under wine: what it writes into the registry for everybody, that an update leaves it,
 * that a removal takes it away, and that nothing is removed while a helper cannot open what it has blocked.
 */
export function checkWindowsHooks(work: string): string[] {
  if (!existsSync(WINE))
    return ['wine64 is not installed, so our part of the installer for Windows was not run']
  mkdirSync(work, { recursive: true })
  const prefix = join(work, 'prefix')
  const disk = join(prefix, 'drive_c', 'Culvert')
  const env = {
    ...process.env,
    WINEPREFIX: prefix,
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'winemenubuilder.exe=d',
  }
  const wine = (...args: string[]) => spawnSync(WINE, args, { env, encoding: 'utf8' })
  const registry = () =>
    KEYS.map((key) => wine('reg', 'query', `HKLM\\Software\\Classes\\${key}`, '/s'))
      .map(({ status, stdout }) => (status === 0 ? stdout : ''))
      .join('')
  const uninstall = (...args: string[]) =>
    wine(String.raw`C:\Culvert\uninstall.exe`, '/S', ...args, String.raw`_?=C:\Culvert`).status
  const problems: string[] = []
  const expect = (condition: boolean, text: string) => {
    if (!condition) problems.push(`installer for Windows: ${text}`)
  }

  const plain = compile(work, 'plain')
  const stubborn = compile(work, 'stubborn', makeProgram(join(work, 'helper.exe'), STUBBORN))

  expect(wine(plain, '/S', String.raw`/D=C:\Culvert`).status === 0, 'it cannot install')
  const installed = registry()
  for (const pattern of REGISTERED)
    expect(new RegExp(pattern).test(installed), `${pattern} is not in the registry:\n${installed}`)
  expect(uninstall('--updated') === 0, 'it cannot remove the former version')
  expect(/URL:SSTP/.test(registry()), 'an update takes sstp:// away')

  wine(stubborn, '/S', String.raw`/D=C:\Culvert`)
  expect(uninstall() === 2, 'it removes although the computer is still blocked')
  expect(
    existsSync(join(disk, 'resources/helper/culvert-helper.exe')),
    'it has removed the helper that has to open',
  )
  expect(/Culvert\.Connection/.test(registry()), 'it has removed a part before it gave up')

  rmSync(join(disk, 'resources'), { recursive: true, force: true })
  expect(uninstall() === 0, 'it cannot be removed')
  expect(registry() === '', `it leaves in the registry:\n${registry()}`)
  return problems
}

function compile(work: string, name: string, helper?: string): string {
  const file = join(work, `${name}.exe`)
  execFileSync('makensis', [
    ...['-V2', '-WX', '-INPUTCHARSET', 'UTF8', `-DOUT=${file}`],
    ...(helper === undefined ? [] : [`-DHELPER=${helper}`]),
    `-DTEMPLATES=${join(ROOT, 'node_modules/app-builder-lib/templates/nsis')}`,
    `-DOURS=${join(SOURCES, 'windows/installer.nsh')}`,
    join(import.meta.dirname, '..', 'windows', 'part-of-ours.nsi'),
  ])
  return file
}
