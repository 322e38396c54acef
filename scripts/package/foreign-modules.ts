import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './places.ts'
import { PROCESSORS, type Processor, toolFor } from './processors.ts'

/** What is fetched or made for another processor is kept here, by the name of its version. */
const STORE = join(ROOT, 'out', 'foreign')

/**
 * The folder of a module from npm that is for another processor than this one's, and that npm therefore left out. The same
 * version and the same bytes as package-lock.json names.
 */
export function foreignModule(name: string): string {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages
  return npmModule(name, lock[`node_modules/${name}`])
}

/** The folder of a module of this version and with these bytes, fetched from npm and run by nobody. */
export function npmModule(
  name: string,
  { version, integrity }: { version: string; integrity: string },
): string {
  return once(`${name.replace('/', '+')}-${version}`, (fresh) => {
    mkdirSync(fresh, { recursive: true })
    const [{ filename }] = JSON.parse(
      execFileSync('npm', ['pack', '--json', '--pack-destination', fresh, `${name}@${version}`], {
        encoding: 'utf8',
      }),
    )
    const archive = join(fresh, filename)
    const hash = createHash('sha512').update(readFileSync(archive)).digest('base64')
    if (integrity !== `sha512-${hash}`) throw new Error(`${name} is not what was wanted`)
    execFileSync('tar', ['-x', '-z', '--strip-components=1', '-C', fresh, '-f', archive])
    rmSync(archive)
  })
}

/** keytar's module for another processor, compiled against the libraries of its Debian. */
export function foreignKeytar(processor: Processor): string {
  const keytar = join(ROOT, 'node_modules', 'keytar')
  const { version } = JSON.parse(readFileSync(join(keytar, 'package.json'), 'utf8'))
  const folder = once(`keytar-${version}-${processor}`, (fresh) => {
    mkdirSync(fresh, { recursive: true })
    const system = foreignSystem(processor)
    const headers = [
      join(ROOT, 'node_modules', `node-linux-${process.arch}`, 'include/node'),
      join(ROOT, 'node_modules/node-addon-api'),
      ...['include/libsecret-1', 'include/glib-2.0', `lib/${PROCESSORS[processor].gnu}/glib-2.0/include`].map(
        (path) => join(system, 'usr', path),
      ),
    ]
    execFileSync(toolFor(processor, 'g++'), [
      ...[`--sysroot=${system}`, '-O2', '-s', '-fPIC', '-shared', '-std=gnu++17', '-Wl,-z,relro,-z,now'],
      ...['-DNAPI_VERSION=3', '-DBUILDING_NODE_EXTENSION', '-Wno-deprecated-declarations'],
      ...headers.map((path) => `-I${path}`),
      ...['async.cc', 'main.cc', 'keytar_posix.cc'].map((file) => join(keytar, 'src', file)),
      ...['-lsecret-1', '-lgio-2.0', '-lgobject-2.0', '-lglib-2.0'],
      ...['-o', join(fresh, 'keytar.node')],
    ])
  })
  return join(folder, 'keytar.node')
}

/** A Debian of another processor, unpacked and not installed: its headers and libraries, also for qemu. */
export function foreignSystem(processor: Processor): string {
  return once(`debian-12-${processor}`, (fresh) => {
    const args = [
      ...['--quiet', '--variant=extract', '--mode=root', `--architectures=${processor}`],
      ...['--include=libsecret-1-dev,libstdc++-12-dev', 'bookworm', fresh],
    ]
    execFileSync('mmdebstrap', args, { stdio: ['ignore', 'ignore', 'inherit'] })
  })
}

/** AppArmor as Debian 13 has it, unpacked and not installed: ours, of Debian 12, cannot read profiles for version 4. */
export function newerAppArmor(): string {
  return once(`debian-13-apparmor-${process.arch}`, (fresh) => {
    const args = ['--quiet', '--variant=extract', '--mode=root', '--include=apparmor', 'trixie', fresh]
    execFileSync('mmdebstrap', args, { stdio: ['ignore', 'ignore', 'inherit'] })
  })
}

/** The folder of that name, made when it is not there; one that was begun and not finished never takes its name. */
function once(name: string, make: (fresh: string) => void): string {
  const folder = join(STORE, name)
  if (existsSync(folder)) return folder
  const fresh = `${folder}.${process.pid}`
  mkdirSync(STORE, { recursive: true })
  try {
    make(fresh)
    renameSync(fresh, folder)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
  return folder
}
