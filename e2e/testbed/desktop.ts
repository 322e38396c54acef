import { chownSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  BUS_PACKAGES,
  overlay,
  START_BUS,
  unpackDebianPackages,
  waitForBusName,
} from '../../src-main/testing/debian-packages.ts'
import type { Namespace } from './namespace.ts'
import { ownedFolder } from './owner.ts'

const ROOT = join(import.meta.dirname, '../..')
const HELPER = join(ROOT, 'out/native/culvert-helper')
const POLICY = join(ROOT, 'src-main/native/linux-helper/example.culvert.helper.policy')
const INSTALLED_HELPER = '/usr/lib/culvert/culvert-helper'

/** "nobody": an ordinary user whom every system has. */
export const ORDINARY_USER = 65_534

/** Who would click "allow" is played by a rule, for this user and our action alone. */
const RULE = `polkit.addRule(function (action, subject) {
  if (action.id === 'example.culvert.helper' && subject.user === 'nobody') return polkit.Result.YES
})`

/**
 * Makes a computer of the lab one that an ordinary user works at: the helper installed where packages put it, polkit and
 * pkexec, a system bus, and a home folder.
 */
export class Desktop {
  readonly namespace: Namespace
  readonly home: string

  private constructor(namespace: Namespace, home: string) {
    this.namespace = namespace
    this.home = home
  }

  static async furnish(namespace: Namespace): Promise<Desktop> {
    const packages = await unpackDebianPackages(
      ...[
        'pkexec',
        'polkitd',
        'libpolkit-gobject-1-0',
        'libpolkit-agent-1-0',
        'libduktape207',
        'libglib2.0-0',
      ],
      ...BUS_PACKAGES,
    )
    await namespace.exec('sh', [
      '-c',
      `set -e
      ${overlay(packages)}
      chmod 4755 /usr/bin/pkexec
      grep -q ^polkitd: /etc/passwd || echo 'polkitd:x:993:993::/:/usr/sbin/nologin' >> /etc/passwd
      mkdir -p /etc/polkit-1/rules.d /usr/lib/culvert
      chmod 755 /etc/polkit-1/rules.d
      cat > /etc/polkit-1/rules.d/50-test.rules <<'END'\n${RULE}\nEND
      cp ${POLICY} /usr/share/polkit-1/actions/
      install -m 755 ${HELPER} ${INSTALLED_HELPER}
      ${START_BUS}
      /usr/lib/polkit-1/polkitd --no-debug > /mnt/polkitd.log 2>&1 &
      ${waitForBusName('org.freedesktop.PolicyKit1')}`,
    ])
    const home = ownedFolder('home')
    for (const folder of [home, ...['config', 'runtime', 'data'].map((name) => join(home, name))]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      chownSync(folder, ORDINARY_USER, ORDINARY_USER)
    }
    return new Desktop(namespace, home)
  }

  /** The words that make a command run here as the ordinary user, with no capability left. */
  get enter(): readonly string[] {
    return [
      ...this.namespace.enter,
      ...[
        'setpriv',
        `--reuid=${ORDINARY_USER}`,
        `--regid=${ORDINARY_USER}`,
        '--clear-groups',
        '--inh-caps=-all',
      ],
    ]
  }

  /** What tells programs of the user where his home is. */
  get env(): Record<string, string> {
    return {
      HOME: this.home,
      USER: 'nobody',
      XDG_CONFIG_HOME: join(this.home, 'config'),
      XDG_DATA_HOME: join(this.home, 'data'),
      XDG_RUNTIME_DIR: join(this.home, 'runtime'),
    }
  }

  dispose(): void {
    rmSync(this.home, { recursive: true, force: true })
  }
}
