import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from './places.ts'

/** What @electron/fuses looks for in the framework: a mark, the version and the number of the switches, the switches. */
const FUSES = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0009111111111'

const HELPERS = ['', ' (Renderer)', ' (Plugin)', ' (GPU)'].map((kind) => `Electron Helper${kind}`)
const LOCALES = ['de', 'en', 'fr']

/** A folder that looks to electron-builder like a release of Electron for macOS: what is about an app is there, nothing runs. */
export function standInForMac(folder: string): string {
  const contents = join(folder, 'Electron.app', 'Contents')
  program(contents, 'Electron')
  for (const helper of HELPERS) program(join(contents, 'Frameworks', `${helper}.app`, 'Contents'), helper)
  const framework = join(contents, 'Frameworks', 'Electron Framework.framework')
  put(join(framework, 'Electron Framework'), FUSES)
  for (const locale of LOCALES) {
    put(join(framework, 'Versions/A/Resources', `${locale}.lproj`, 'locale.pak'), locale)
    put(join(contents, 'Resources', `${locale}.lproj`, 'locale.pak'), locale)
  }
  put(join(folder, 'LICENSE'), 'The licence of Electron is in its releases.\n')
  put(join(folder, 'LICENSES.chromium.html'), '<p>In releases of Electron.</p>\n')
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/electron/package.json'), 'utf8'))
  put(join(folder, 'version'), version)
  return folder
}

function program(contents: string, name: string): void {
  put(join(contents, 'MacOS', name), 'no program\n', 0o755)
  put(
    join(contents, 'Info.plist'),
    `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleName</key><string>${name}</string>
<key>CFBundleIdentifier</key><string>com.github.Electron</string>
<key>CFBundlePackageType</key><string>APPL</string>
</dict></plist>
`,
  )
}

function put(path: string, content: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content, { encoding: 'latin1', mode })
}
