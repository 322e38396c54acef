import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import plist from 'plist'
import { ROOT } from '../places.ts'
import { standInForMac } from '../stand-in-for-mac.ts'
import { checkAppArchive } from './app-archive.ts'
import { checkFuses } from './fuses.ts'

const RESOURCES = 'Culvert.app/Contents/Resources'
const FRAMEWORK = 'Culvert.app/Contents/Frameworks/Electron Framework.framework'
const IN_ZIP = [
  'Culvert.app/Contents/MacOS/Culvert',
  'Culvert.app/Contents/Info.plist',
  'Culvert.app/Contents/Frameworks/Culvert Helper (Renderer).app/Contents/MacOS/Culvert Helper (Renderer)',
  `${RESOURCES}/app.asar`,
  `${RESOURCES}/licences.txt`,
  `${RESOURCES}/docs/user-guide.md`,
  `${RESOURCES}/icon.icns`,
  `${RESOURCES}/sbom.cdx.json`,
  `${RESOURCES}/app-update.yml`,
]

/** What the app says about itself, and what the system reads: Apple's "Information Property List". */
interface InfoPlist {
  CFBundleIdentifier: string
  CFBundleName: string
  CFBundleURLTypes: { CFBundleURLSchemes: string[] }[]
  CFBundleDocumentTypes: { CFBundleTypeExtensions: string[]; CFBundleTypeRole: string }[]
  ElectronAsarIntegrity: Record<string, { algorithm: string; hash: string }>
  LSMinimumSystemVersion: string
  NSHumanReadableCopyright: string
}

/**
 * Puts the app for macOS together, for one processor and with nothing of Electron's in it, as a zip: shows how the app describes
 * itself, what lies where, and how Electron's switches stand. The compiled modules in it are this system's. Signing, both
 * processors in one app, and dmg need macOS.
 */
export function checkMac(work: string): string[] {
  const output = join(work, 'out')
  mkdirSync(output, { recursive: true })
  const made = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/electron-builder/cli.js'),
      ...['--mac', 'zip', '--arm64', '--publish', 'never', '-c.mac.target=zip', '-c.compression=store'],
      ...[`-c.directories.output=${output}`, `-c.electronDist=${standInForMac(join(work, 'electron'))}`],
    ],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: {
        ...process.env,
        CULVERT_UPDATES: 'https://culvert.example/updates',
        CSC_IDENTITY_AUTO_DISCOVERY: 'false',
        ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7za',
      },
    },
  )
  if (made.status !== 0) return [`the app for macOS cannot be put together:\n${made.stdout}${made.stderr}`]
  const [zip] = globSync('*.zip', { cwd: output })
  if (zip === undefined) return ['electron-builder has made no zip']
  const folder = join(work, 'unpacked')
  execFileSync('7z', ['x', '-y', `-o${folder}`, join(output, zip)], { stdio: 'ignore' })
  const files = globSync('**', { cwd: folder })
  return [
    ...IN_ZIP.filter((name) => !files.includes(name)).map((name) => `${name} is not in ${zip}`),
    ...(files.some((name) => name.endsWith('fr.lproj')) ? ['more languages than two are in the app'] : []),
    ...(files.some((name) => name.includes('/cli/')) ? ['the command is in an app without its Node'] : []),
    ...checkAppArchive(join(folder, RESOURCES, 'app.asar')),
    ...checkFuses(join(folder, FRAMEWORK, 'Electron Framework')),
    ...checkPlist(folder),
  ]
}

function checkPlist(folder: string): string[] {
  const file = join(folder, 'Culvert.app/Contents/Info.plist')
  const info = plist.parse(readFileSync(file, 'utf8')) as InfoPlist
  const archive = join(folder, RESOURCES, 'app.asar')
  const { ElectronAsarIntegrity: integrity } = info
  const wanted: [string, boolean][] = [
    ['its identifier', info.CFBundleIdentifier === 'example.culvert'],
    ['its name', info.CFBundleName === 'Culvert'],
    ['sstp://', info.CFBundleURLTypes?.some((type) => type.CFBundleURLSchemes.includes('sstp'))],
    ['.sstp', info.CFBundleDocumentTypes?.some((type) => type.CFBundleTypeExtensions.includes('sstp'))],
    ['the oldest system', info.LSMinimumSystemVersion === '12.0'],
    ['the copyright', info.NSHumanReadableCopyright?.includes('The Culvert authors')],
    ['the hash of its archive', integrity?.['Resources/app.asar']?.hash === headerHash(archive)],
  ]
  return wanted.filter(([, found]) => !found).map(([name]) => `the app for macOS lacks ${name}`)
}

/** Electron compares the hash of the archive's head, in which are those of all files. */
function headerHash(archive: string): string {
  const bytes = readFileSync(archive)
  return createHash('sha256')
    .update(bytes.subarray(16, 16 + bytes.readUInt32LE(12)))
    .digest('hex')
}
