// Makes the packages for the system that this runs on: `npm run package`, or `npm run package -- deb AppImage` for some of
// them; on Linux also for the other processor: `npm run package -- --arch arm64`, beside what is there already. With Electron
// installed, they are real; otherwise a stand-in takes its place, they go elsewhere, and it says so. `--release` refuses the
// stand-in.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { findElectron } from '../e2e/host/electron-binary.ts'
import { appImageTools } from './package/app-image-tools.ts'
import { FOR_ARM64, installTools } from './package/debian-tools.ts'
import { QUICK } from './package/package-tree.ts'
import { PACKAGES, ROOT, STAGE } from './package/places.ts'
import { isForeign, type Processor, processorOf } from './package/processors.ts'
import { releaseOf } from './package/release.ts'
import { stage } from './package/stage.ts'
import { makeStandInElectron } from './package/stand-in-electron.ts'

const SYSTEMS: Partial<Record<NodeJS.Platform, { flag: string; targets: readonly string[] }>> = {
  linux: { flag: '--linux', targets: ['deb', 'rpm', 'AppImage', 'tar.gz'] },
  win32: { flag: '--win', targets: ['nsis'] },
  darwin: { flag: '--mac', targets: ['dmg', 'zip'] },
}

const say = (text: string) => process.stdout.write(`${text}\n`)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    release: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
    arch: { type: 'string', default: process.arch },
  },
})

/** Real Electron's folder, or nothing; on other systems electron-builder finds and downloads what it needs. */
function electronFolder(processor: Processor): string | undefined {
  // What is installed is for the processor that this runs on.
  const electron = isForeign(processor) ? undefined : findElectron()
  if (electron !== undefined) return process.platform === 'darwin' ? undefined : dirname(electron)
  if (values.release || process.platform !== 'linux') {
    throw new Error('Electron is not installed: run "npx install-electron" where the network allows it')
  }
  say(`Electron is not installed, so a stand-in is packed in its place: these packages can be installed and looked at,
but they have no window. They are for tests.`)
  return makeStandInElectron(join(STAGE, 'stand-in-electron'), processor)
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): void {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', env })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ended with ${status}`)
}

function makePackages(): void {
  const system = SYSTEMS[process.platform]
  if (system === undefined) throw new Error(`there are no packages for ${process.platform}`)
  const processor = processorOf(values.arch)
  const foreign = process.platform === 'linux' && isForeign(processor)
  installTools(foreign ? FOR_ARM64 : [])
  if (!values['no-build']) run(process.execPath, [join(ROOT, 'scripts', 'build.mjs')])
  stage(processor)
  const electron = electronFolder(processor)
  const standIn = electron?.startsWith(STAGE) ?? false
  const output = join(PACKAGES, standIn ? 'stand-in' : 'release')
  if (!foreign) rmSync(output, { recursive: true, force: true })
  mkdirSync(output, { recursive: true })
  const wanted = positionals.length > 0 ? positionals : system.targets
  const tools =
    wanted.includes('AppImage') && standIn ? appImageTools(join(STAGE, 'app-image-tools')) : undefined
  run(
    process.execPath,
    [
      join(ROOT, 'node_modules/electron-builder/cli.js'),
      ...[
        system.flag,
        ...wanted,
        '--publish',
        'never',
        process.platform === 'darwin' ? '--universal' : `--${processor}`,
      ],
      `-c.directories.output=${output}`,
      ...(standIn ? ['-c.compression=store'] : []),
      ...(electron === undefined ? [] : [`-c.electronDist=${electron}`]),
    ],
    {
      ...process.env,
      SOURCE_DATE_EPOCH: String(releaseOf().time),
      CULVERT_UPDATES: process.env.CULVERT_UPDATES ?? `${releaseOf().homepage}/updates`,
      ...(standIn && { [QUICK]: '1' }),
      CUSTOM_FPM_PATH: join(import.meta.dirname, 'package', 'fpm.mjs'),
      ...(existsSync('/usr/bin/7za') && { ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7za' }),
      ...(tools !== undefined && { APPIMAGE_TOOLS_PATH: tools }),
    },
  )
  writeFileSync(join(output, 'made-with'), standIn ? 'stand-in\n' : 'electron\n')
  say(`\nThe packages are in ${output}.`)
}

try {
  makePackages()
} catch (error) {
  process.stderr.write(`package: ${(error as Error).message}\n`)
  process.exitCode = 1
}
