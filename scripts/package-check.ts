// Looks at what `npm run package` has made: configuration, contents, modes, sizes, switches of Electron, what desktops read,
// what lintian says, licences and the list of parts. Says what is wrong and ends with 1, or says that nothing is.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkAppArmor } from './package/checks/apparmor.ts'
import { checkAppImage, checkTar } from './package/checks/archives.ts'
import { checkCommand, checkHelper } from './package/checks/command.ts'
import { checkConfig } from './package/checks/config.ts'
import { checkDescriptions } from './package/checks/descriptions.ts'
import { checkFiles, differencesOf, filesOfDeb, filesOfRpm } from './package/checks/files.ts'
import { checkMac } from './package/checks/mac.ts'
import { checkParts } from './package/checks/parts.ts'
import { checkProgram } from './package/checks/program.ts'
import { checkInstaller } from './package/checks/windows.ts'
import { checkWindowsHooks } from './package/checks/windows-hooks.ts'
import { checkWorkflows } from './package/checks/workflows.ts'
import { FOR_WINDOWS, installTools } from './package/debian-tools.ts'
import { PACKAGES } from './package/places.ts'
import type { Processor } from './package/processors.ts'

/** In MB. With Electron 45, whose own archive has about 120. */
const PACKAGE_BUDGET = 180

const say = (text: string) => process.stdout.write(`${text}\n`)
const problems: string[] = []

function check(what: string, found: readonly string[]): void {
  say(`${found.length === 0 ? 'ok    ' : 'WRONG '} ${what}`)
  for (const problem of found) say(`       ${problem}`)
  problems.push(...found)
}

/** Only errors count: warnings of lintian are about Debian's own archive. */
function lintian(file: string): string[] {
  const { stdout, error } = spawnSync('lintian', ['--fail-on', 'none', '--tag-display-limit', '0', file], {
    encoding: 'utf8',
  })
  if (error) return [`lintian could not be run: ${error.message}`]
  return stdout.split('\n').filter((line) => line.startsWith('E:'))
}

function inFolder(name: string, work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), name))
  try {
    work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How each kind of package calls the processors. */
const NAMES = {
  x64: { deb: 'amd64', rpm: 'x86_64', AppImage: 'x86_64', 'tar.gz': 'x64' },
  arm64: { deb: 'arm64', rpm: 'aarch64', AppImage: 'arm64', 'tar.gz': 'arm64' },
}

function checkForLinux(processor: Processor, program: string): void {
  check(`the program for ${processor}`, checkProgram(program, processor))
  check('it runs', checkCommand(program, processor))
  check('list of parts and licences', checkParts(join(program, 'resources'), processor))
  const fileOf = (type: keyof (typeof NAMES)['x64']) =>
    packages.find((file) => file.endsWith(`-${NAMES[processor][type]}.${type}`))
  const { deb, rpm, tar, image } = {
    deb: fileOf('deb'),
    rpm: fileOf('rpm'),
    tar: fileOf('tar.gz'),
    image: fileOf('AppImage'),
  }
  if (tar !== undefined) check(`files and modes in ${tar}`, checkTar(join(folder, tar), program))
  if (image !== undefined) check(`files and modes in ${image}`, checkAppImage(join(folder, image), program))
  if (deb === undefined) return
  const file = join(folder, deb)
  check(`owners, modes and places in ${deb}`, checkFiles(filesOfDeb(file)))
  inFolder('culvert-deb-', (tree) => {
    execFileSync('dpkg-deb', ['--extract', file, tree])
    check('desktop file, AppStream and MIME type', checkDescriptions(tree))
    check('the helper for polkit to start', checkHelper(tree, processor))
    if (process.getuid?.() === 0) check('the profile for AppArmor 4', checkAppArmor(tree))
  })
  check('lintian', lintian(file))
  if (rpm === undefined) return
  check(`owners, modes and places in ${rpm}`, checkFiles(filesOfRpm(join(folder, rpm))))
  check('the same files in both', differencesOf(filesOfDeb(file), filesOfRpm(join(folder, rpm))))
}

function newestPackages(): string {
  const found = ['release', 'stand-in'].map((name) => join(PACKAGES, name)).find((path) => existsSync(path))
  if (found === undefined) throw new Error('there are no packages: run "npm run package" first')
  return found
}

const folder = newestPackages()
say(`Packages in ${folder}, made with ${readFileSync(join(folder, 'made-with'), 'utf8').trim()}`)
check('configuration', checkConfig())
// They are the same on every system.
if (process.platform === 'linux') check('workflows, by actionlint', await checkWorkflows())

const packages = globSync('*.{deb,rpm,AppImage,tar.gz,exe,dmg,zip}', { cwd: folder })
for (const file of packages) {
  const megabytes = statSync(join(folder, file)).size / 1e6
  check(
    `${file}: ${megabytes.toFixed(1)} MB`,
    megabytes > PACKAGE_BUDGET ? [`is over the budget of ${PACKAGE_BUDGET} MB`] : [],
  )
}

if (process.platform === 'linux') {
  installTools(process.arch === 'x64' ? FOR_WINDOWS : [])
  for (const processor of ['x64', 'arm64'] as const) {
    const program = join(folder, processor === 'x64' ? 'linux-unpacked' : `linux-${processor}-unpacked`)
    if (existsSync(program)) checkForLinux(processor, program)
    else say(`       nothing was made for ${processor}`)
  }
  inFolder('culvert-mac-', (work) =>
    check('the app for macOS, put together without Electron', checkMac(work)),
  )
  // Wine runs programs of its own processor alone.
  if (process.arch === 'x64')
    inFolder('culvert-nsis-', (work) => {
      check(
        'the installer for Windows compiles, with everything in it',
        checkInstaller(join(work, 'installer')),
      )
      check('our part of it does under wine what it says', checkWindowsHooks(join(work, 'hooks')))
    })
}

say(problems.length === 0 ? '\nNothing is wrong.' : `\n${problems.length} things are wrong.`)
process.exitCode = problems.length === 0 ? 0 : 1
