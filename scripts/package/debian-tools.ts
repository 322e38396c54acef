import { execFileSync, spawnSync } from 'node:child_process'

/** What makes, checks and installs packages, by Debian's names. Nothing else needs them, so the set-up leaves them out. */
export const TOOLS = [
  ...[
    'binutils',
    'rpm',
    'p7zip-full',
    'squashfs-tools',
    'desktop-file-utils',
    'appstream',
    'shared-mime-info',
  ],
  ...['libxml2-utils', 'lintian', 'shellcheck', 'mmdebstrap', 'man-db', 'xdg-utils', 'libfile-mimeinfo-perl'],
]

/** What makes packages for arm64 on another processor, and starts programs out of them. */
export const FOR_ARM64 = ['gcc-aarch64-linux-gnu', 'g++-aarch64-linux-gnu', 'qemu-user-static']

/** What makes the installer for Windows on another system, and runs our part of it. */
export const FOR_WINDOWS = ['nsis', 'wine64']

/** Installs what is missing, or says what to install to somebody who is not root or has another system. */
export function installTools(more: readonly string[] = []): void {
  if (process.platform !== 'linux') return
  const wanted = [...TOOLS, ...more]
  const format = '$' + '{Package} $' + '{db:Status-Status}\n'
  const { error, stdout } = spawnSync('dpkg-query', ['-W', '-f', format, ...wanted], { encoding: 'utf8' })
  const missing = error ? wanted : wanted.filter((name) => !stdout.includes(`${name} installed\n`))
  if (missing.length === 0) return
  if (error || process.getuid?.() !== 0) {
    process.stdout.write(
      `These packages of Debian, or their equivalents, may be needed: ${missing.join(' ')}\n`,
    )
    return
  }
  process.stdout.write(`Installing ${missing.join(' ')}\n`)
  execFileSync('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...missing], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
