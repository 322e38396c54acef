// Everything that a fresh machine needs, in one go: Debian packages, npm packages, the native helper. Uses nothing but
// Node's own modules and runs under whatever Node the machine has, because it is what installs the pinned one.
// Quick when nothing is to do: each step compares a stamp or a list before it acts.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

const ROOT = join(import.meta.dirname, '..')

/** What the helper and keytar need to be built, the tests to run servers and the benchmark to measure, by Debian's names. */
const DEBIAN_PACKAGES = [
  'gcc',
  'g++',
  'make',
  'python3',
  'pkg-config',
  'libc6-dev',
  'clang-14',
  'libclang-rt-14-dev',
  'libsecret-1-dev',
  'libsecret-1-0',
  'gnome-keyring',
  'dbus',
  'chromium',
  'chromium-sandbox',
  'xvfb',
  'xauth',
  'fonts-dejavu-core',
  'fonts-liberation',
  'iproute2',
  'iputils-ping',
  'iperf3',
  'nftables',
  'tcpdump',
  'openssl',
  'procps',
  'systemd',
  'util-linux',
  'softether-vpnserver',
  'softether-vpncmd',
]

const APT_LISTS = '/var/lib/apt/lists'

/** @param {string} text */
const log = (text) => process.stderr.write(`setup: ${text}\n`)

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ shell?: boolean, env?: NodeJS.ProcessEnv }} options
 */
function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', ...options })
  if (result.error) throw result.error
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}`)
    throw new Error(`${command} ${args.join(' ')} ended with ${result.status}`)
  }
  return result.stdout
}

function missingPackages() {
  const result = spawnSync(
    'dpkg-query',
    ['-W', '-f', `\${Package} \${db:Status-Status}\n`, ...DEBIAN_PACKAGES],
    {
      encoding: 'utf8',
    },
  )
  const installed = new Set(
    (result.stdout ?? '')
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  )
  return DEBIAN_PACKAGES.filter((name) => !installed.has(name))
}

/** Some tests unpack further packages without installing them, which needs to know where they are. */
function hasPackageLists() {
  return existsSync(APT_LISTS) && readdirSync(APT_LISTS).some((name) => name.includes('_Packages'))
}

function installDebianPackages() {
  if (process.platform !== 'linux') return
  if (spawnSync('dpkg-query', ['--version']).error) {
    log(`no dpkg here; please install the equivalents of: ${DEBIAN_PACKAGES.join(' ')}`)
    return
  }
  const missing = missingPackages()
  if (process.getuid?.() === 0 && (missing.length > 0 || !hasPackageLists())) {
    run('apt-get', ['update', '-qq'])
  }
  if (missing.length === 0) return
  const install = ['install', '-y', '--no-install-recommends', ...missing]
  if (process.getuid?.() !== 0) {
    log(`some packages are missing; please run:\n  sudo apt-get ${install.join(' ')}`)
    return
  }
  log(`installing ${missing.join(' ')}`)
  run('apt-get', ['-qq', ...install], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
}

function installNpmPackages() {
  const stamp = join(ROOT, 'node_modules', '.culvert-lock')
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  log('installing npm packages')
  // node-gyp would download Node's headers to compile keytar; the pinned Node brings its own.
  const headers = join(ROOT, 'node_modules', `node-linux-${process.arch}`)
  run('npm', ['ci'], {
    shell: process.platform === 'win32',
    env: { ...process.env, ...(process.platform === 'linux' && { npm_config_nodedir: headers }) },
  })
  mkdirSync(join(ROOT, 'node_modules'), { recursive: true })
  writeFileSync(stamp, lock)
}

function buildHelper() {
  if (process.platform !== 'linux') return
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'build-helper.mjs')], { cwd: ROOT, stdio: 'inherit' })
}

try {
  installDebianPackages()
  installNpmPackages()
  buildHelper()
} catch (error) {
  log(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
