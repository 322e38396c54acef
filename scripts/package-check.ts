// Looks at what `npm run package` has made: configuration, contents, modes, sizes, switches of Electron, what desktops read,
// what lintian says, licences and the list of parts. Says what is wrong and ends with 1, or says that nothing is.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { checkConfig } from './package/checks/config.ts'
import { checkDescriptions } from './package/checks/descriptions.ts'
import { checkFiles, differencesOf, filesOfDeb, filesOfRpm } from './package/checks/files.ts'
import { checkProgram } from './package/checks/program.ts'
import { PACKAGES } from './package/places.ts'
import { shippedModules } from './package/shipped-modules.ts'

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

function checkParts(resources: string): string[] {
  const parts = JSON.parse(readFileSync(join(resources, 'sbom.cdx.json'), 'utf8')).components as {
    name: string
    version: string
  }[]
  const licences = readFileSync(join(resources, 'licences.txt'), 'utf8')
  return shippedModules().flatMap(({ name, version }) => [
    ...(parts.some((part) => part.name === name && part.version === version)
      ? []
      : [`${name} is not in the list of parts`]),
    ...(licences.includes(`${name} ${version} (`)
      ? []
      : [`the licence of ${name} is not among the licences`]),
  ])
}

function checkUnpacked(deb: string): void {
  const tree = mkdtempSync(join(tmpdir(), 'culvert-deb-'))
  try {
    execFileSync('dpkg-deb', ['--extract', deb, tree])
    check('desktop file, AppStream and MIME type', checkDescriptions(tree))
  } finally {
    rmSync(tree, { recursive: true, force: true })
  }
}

const output = ['release', 'stand-in']
  .map((folder) => join(PACKAGES, folder))
  .find((folder) => existsSync(folder))
if (output === undefined) throw new Error('there are no packages: run "npm run package" first')
say(`Packages in ${output}, made with ${readFileSync(join(output, 'made-with'), 'utf8').trim()}`)
check('configuration', checkConfig())

const packages = globSync('*.{deb,rpm,AppImage,tar.gz,exe,dmg,zip}', { cwd: output })
for (const file of packages) {
  const megabytes = statSync(join(output, file)).size / 1e6
  check(
    `${file}: ${megabytes.toFixed(1)} MB`,
    megabytes > PACKAGE_BUDGET ? [`is over the budget of ${PACKAGE_BUDGET} MB`] : [],
  )
}

if (process.platform === 'linux') {
  const folder = process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`
  const program = join(output, folder)
  check('the program', checkProgram(program))
  check('list of parts and licences', checkParts(join(program, 'resources')))
  const deb = packages.find((file) => file.endsWith('.deb'))
  const rpm = packages.find((file) => file.endsWith('.rpm'))
  if (deb !== undefined) {
    const file = join(output, deb)
    check(`owners, modes and places in ${basename(deb)}`, checkFiles(filesOfDeb(file)))
    checkUnpacked(file)
    check('lintian', lintian(file))
    if (rpm !== undefined) {
      check(`owners, modes and places in ${basename(rpm)}`, checkFiles(filesOfRpm(join(output, rpm))))
      check('the same files in both', differencesOf(filesOfDeb(file), filesOfRpm(join(output, rpm))))
    }
  }
}

say(problems.length === 0 ? '\nNothing is wrong.' : `\n${problems.length} things are wrong.`)
process.exitCode = problems.length === 0 ? 0 : 1
