// Lays out, below out/stage, what packages contain besides the program itself: the command's Node, the helper and its rules
// where the system looks for them, manual pages, completions, licences, the list of parts.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { bashCompletion, fishCompletion, zshCompletion } from './completions.ts'
import { shippedDocuments } from './documents.ts'
import { foreignModule } from './foreign-modules.ts'
import { licencesText } from './licences.ts'
import { manPage } from './man-page.ts'
import { INSTALL_FOLDER, ROOT, SOURCES, STAGE } from './places.ts'
import { isForeign, type Processor, toolFor } from './processors.ts'
import { releaseOf } from './release.ts'
import { billOfMaterials } from './sbom.ts'
import { shippedModules } from './shipped-modules.ts'
import { stageNativeModules } from './stage-native.ts'

const LINUX = join(STAGE, 'linux')
const HELPER_SOURCES = join(ROOT, 'src-main', 'native', 'linux-helper')
const ICON_SIZES = [16, 24, 32, 48, 64, 128, 256, 512]

/** Makes the folder anew, so that nothing of another version or processor stays in it. */
export function stage(processor: Processor): void {
  rmSync(STAGE, { recursive: true, force: true })
  stageCommon(processor)
  stageNativeModules(processor)
  if (process.platform === 'linux') stageLinux(processor)
}

function stageCommon(processor: Processor): void {
  const { name, version, time } = releaseOf()
  stageDocuments()
  const modules = shippedModules(processor)
  const electron = versionOf('electron')
  // Electron reads the one in the archive; this is for the command, which asks for its version and what kind of modules it has.
  put(join(STAGE, 'common', 'package.json'), `${JSON.stringify({ name, version, type: 'module' })}\n`)
  put(join(STAGE, 'common', 'licences.txt'), licencesText(modules))
  put(
    join(STAGE, 'common', 'sbom.cdx.json'),
    billOfMaterials(modules, { name, version, time, electron, node: process.versions.node }),
  )
}

function stageDocuments(): void {
  const { homepage, version } = releaseOf()
  const folder = join(STAGE, 'common', 'docs')
  const sources = { root: ROOT, elsewhere: `${homepage}/blob/v${version}` }
  for (const { name, content } of shippedDocuments(sources)) put(join(folder, name), content)
}

function stageLinux(processor: Processor): void {
  const { version, date, homepage } = releaseOf()
  const foreign = isForeign(processor)
  const strip = toolFor(processor, 'strip')
  const module = `node-linux-${processor}`
  const node = foreign ? foreignModule(module) : join(ROOT, 'node_modules', module)
  copy(join(node, 'bin/node'), join(LINUX, 'node'))
  // The symbols are for debuggers, and 18 MB.
  execFileSync(strip, ['--strip-all', join(LINUX, 'node')])

  const file = (path: string) => join(LINUX, 'files', path)
  mkdirSync(dirname(file('usr/bin/culvert')), { recursive: true })
  symlinkSync(`${INSTALL_FOLDER}/resources/bin/culvert`, file('usr/bin/culvert'))
  const helper = join(ROOT, 'out/native', ...(foreign ? [processor] : []), 'culvert-helper')
  if (foreign) execFileSync(process.execPath, [join(ROOT, 'scripts/build-helper.mjs'), processor])
  copy(helper, file('usr/lib/culvert/culvert-helper'))
  execFileSync(strip, ['--strip-unneeded', file('usr/lib/culvert/culvert-helper')])
  copyInto(join(HELPER_SOURCES, 'example.culvert.helper.policy'), file('usr/share/polkit-1/actions'))
  copyInto(join(HELPER_SOURCES, 'culvert-lockdown.service'), file('usr/lib/systemd/system'))

  for (const [language, folder] of [
    ['en', 'man1'],
    ['de', 'de/man1'],
  ] as const) {
    put(file(`usr/share/man/${folder}/culvert.1.gz`), compressed(manPage(language, { version, date })))
  }
  put(file('usr/share/bash-completion/completions/culvert'), bashCompletion())
  put(file('usr/share/fish/vendor_completions.d/culvert.fish'), fishCompletion())
  // Debian and the others disagree about zsh's folder; each looks into its own alone.
  put(join(LINUX, 'deb/usr/share/zsh/vendor-completions/_culvert'), zshCompletion())
  put(join(LINUX, 'rpm/usr/share/zsh/site-functions/_culvert'), zshCompletion())

  const metainfo = readFileSync(join(SOURCES, 'linux/example.culvert.Culvert.metainfo.xml'), 'utf8')
    .replaceAll('@HOMEPAGE@', homepage)
    .replace('@VERSION@', version)
    .replace('@DATE@', date)
  put(file('usr/share/metainfo/example.culvert.Culvert.metainfo.xml'), metainfo)
  put(file('usr/share/mime/packages/culvert.xml'), readFileSync(join(SOURCES, 'linux/mime.xml')))
  for (const size of ICON_SIZES) {
    const icon = file(`usr/share/icons/hicolor/${size}x${size}/mimetypes/application-x-sstp.png`)
    copy(join(ROOT, `assets/generated/icons/${size}x${size}.png`), icon)
  }

  put(
    join(LINUX, 'deb/usr/share/lintian/overrides/culvert'),
    readFileSync(join(SOURCES, 'linux/lintian-overrides')),
  )
  put(join(LINUX, 'deb/usr/share/doc/culvert/copyright'), debianCopyright(homepage))
  put(join(LINUX, 'deb/usr/share/doc/culvert/changelog.gz'), compressed(debianChangelog()))
}

/** In the form that Debian's tools read; everything else that is packed is in the file that it names. */
function debianCopyright(homepage: string): string {
  const licence = readFileSync(join(ROOT, 'LICENSE'), 'utf8').trim().split('\n').slice(4)
  return `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Culvert
Source: ${homepage}
Comment: The licences of Electron, Node and the modules that come along are in
 ${INSTALL_FOLDER}/resources/licences.txt, ${INSTALL_FOLDER}/LICENSE.electron.txt
 and ${INSTALL_FOLDER}/LICENSES.chromium.html.

Files: *
Copyright: 2026 The Culvert authors
License: Expat
${licence.map((line) => (line === '' ? ' .' : ` ${line}`)).join('\n')}
`
}

/** Debian's own form has to be there; what changed is in the project's. */
function debianChangelog(): string {
  const { name, version, time, maintainer } = releaseOf()
  const date = new Date(time * 1000).toUTCString().replace('GMT', '+0000')
  const where = `${INSTALL_FOLDER}/resources/docs/CHANGELOG.md`
  return `${name} (${version}) stable; urgency=medium\n\n  * What changed is in\n    ${where}\n\n -- ${maintainer}  ${date}\n`
}

const versionOf = (module: string): string =>
  JSON.parse(readFileSync(join(ROOT, 'node_modules', module, 'package.json'), 'utf8')).version

/** Without the time of day, which Node's gzip leaves out, so the same text gives the same bytes. */
const compressed = (content: string | Buffer) => gzipSync(content, { level: 9 })

function put(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(from, to)
}

const copyInto = (from: string, folder: string) => copy(from, join(folder, basename(from)))
