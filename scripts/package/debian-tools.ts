import { execFileSync, spawnSync } from 'node:child_process'

/** What makes, checks and installs packages, by Debian's names. Nothing else needs them, so the set-up leaves them out. */
const PACKAGES = [
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

/** Installs what is missing, or says what to install to somebody who is not root or has another system. */
export function installTools(): void {
  if (process.platform !== 'linux') return
  const format = '$' + '{Package} $' + '{db:Status-Status}\n'
  const { error, stdout } = spawnSync('dpkg-query', ['-W', '-f', format, ...PACKAGES], { encoding: 'utf8' })
  const missing = error ? PACKAGES : PACKAGES.filter((name) => !stdout.includes(`${name} installed\n`))
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
