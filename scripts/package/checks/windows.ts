import { execFileSync, spawnSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nsisTools, standInForWindows } from '../nsis-tools.ts'
import { ROOT } from '../places.ts'

/** The archive of the program in the installer for a processor, and what has to be in it. */
const ARCHIVES = { x64: 'app-64.7z', arm64: 'app-arm64.7z' }
const IN_PROGRAM = ['Culvert.exe', 'resources/app.asar', 'resources/elevate.exe', 'locales/de.pak']

/**
 * Makes the installer for Windows, for both processors, with electron-builder's own script, our part of it and Debian's
 * compiler. Shows that all of it compiles and is put together; what came out is not run.
 */
export function checkInstaller(work: string): string[] {
  const output = join(work, 'out')
  mkdirSync(output, { recursive: true })
  const made = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/electron-builder/cli.js'),
      ...['--win', 'nsis', '--x64', '--arm64', '--publish', 'never'],
      ...[`-c.directories.output=${output}`, '-c.compression=store'],
      `-c.electronDist=${standInForWindows(join(work, 'electron'))}`,
    ],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: {
        ...process.env,
        CULVERT_UPDATES: 'https://culvert.example/updates',
        ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7za',
        ...nsisTools(join(work, 'tools')),
      },
    },
  )
  if (made.status !== 0) return [`the installer for Windows cannot be made:\n${made.stdout}${made.stderr}`]
  return Object.entries(ARCHIVES).flatMap(([processor, archive]) => {
    const [name] = globSync(`*-${processor}.exe`, { cwd: output })
    return name === undefined ? [`no installer for ${processor}`] : contentsOf(join(output, name), archive)
  })
}

function contentsOf(installer: string, archive: string): string[] {
  const folder = `${installer}.contents`
  execFileSync('7z', ['x', '-y', `-o${folder}`, installer], { stdio: 'ignore' })
  const [packed] = globSync(`**/${archive}`, { cwd: folder })
  if (packed === undefined) return [`${archive} is not in ${installer}`]
  const listed = execFileSync('7z', ['l', '-slt', '-ba', join(folder, packed)], { encoding: 'utf8' })
  const asks = readFileSync(installer, 'latin1').includes('level="requireAdministrator"')
  return [
    ...IN_PROGRAM.filter((name) => !listed.includes(`Path = ${name}\n`)).map(
      (name) => `${name} is not in ${archive}`,
    ),
    ...(asks ? [] : ['the installer asks for no administrator, so it cannot install for everybody']),
  ]
}
