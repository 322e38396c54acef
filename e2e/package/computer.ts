import type { Lab } from '../testbed/lab.ts'
import type { Running, RunResult } from '../testbed/processes.ts'
import { debianRoot } from './debian-root.ts'

/** The ordinary user of the computer; `useradd` gives the first one this number. */
const USER = 1000

/** Who would click "allow" is played by a rule. */
const RULE = `polkit.addRule(function (action, subject) {
  if (/^example.culvert.helper(.unblock)?$/.test(action.id) && subject.user === 'anna') return polkit.Result.YES
})`

const FURNISH = (root: string) => `
  set -e
  mkdir -p /mnt/computer /mnt/computer.upper /mnt/computer.work
  mount -t overlay overlay -o lowerdir=${root},upperdir=/mnt/computer.upper,workdir=/mnt/computer.work /mnt/computer
  for folder in proc sys dev; do mount --rbind /$folder /mnt/computer/$folder; done
  mount -t tmpfs tmpfs /mnt/computer/run
  cp /etc/hosts /mnt/computer/etc/hosts
  echo '# no name servers' > /mnt/computer/etc/resolv.conf
  mkdir -p /mnt/computer/run/dbus /mnt/computer/etc/polkit-1/rules.d
  cat > /mnt/computer/etc/polkit-1/rules.d/50-test.rules <<'END'\n${RULE}\nEND
  chroot /mnt/computer useradd --create-home --shell /bin/bash anna
  chroot /mnt/computer dbus-daemon --system --fork
  chroot /mnt/computer /usr/lib/polkit-1/polkitd --no-debug > /mnt/polkitd.log 2>&1 &
  until chroot /mnt/computer dbus-send --system --print-reply --dest=org.freedesktop.DBus / \
    org.freedesktop.DBus.NameHasOwner string:org.freedesktop.PolicyKit1 | grep -q true; do sleep 0.05; done
`

/** The client of a lab as a computer with a Debian of its own, in which packages are really installed. */
export class Computer {
  readonly lab: Lab

  private constructor(lab: Lab) {
    this.lab = lab
  }

  /** `deb` says what has to be there before it can be installed. */
  static async furnish(lab: Lab, deb: string): Promise<Computer> {
    await lab.client.exec('sh', ['-c', FURNISH(await debianRoot(deb))])
    return new Computer(lab)
  }

  /** Runs a command as root. */
  root(script: string, options: { check?: boolean; input?: string } = {}): Promise<RunResult> {
    return this.lab.client.exec('chroot', ['/mnt/computer', 'sh', '-c', script], options)
  }

  /** Runs a command as the ordinary user. */
  user(script: string, options: { check?: boolean; input?: string } = {}): Promise<RunResult> {
    const [program, ...words] = [...AS_USER, 'sh', '-c', script]
    return this.lab.client.exec(program, words, options)
  }

  /** Starts something as the ordinary user that keeps running. */
  start(script: string): Running {
    const [program, ...words] = [...AS_USER, 'sh', '-c', `exec ${script}`]
    return this.lab.client.spawn(program, words)
  }

  /** Copies a file of ours into the computer. */
  async receive(file: string, path: string): Promise<void> {
    await this.lab.client.exec('cp', [file, `/mnt/computer${path}`])
  }

  /** Every file and folder with its mode and owner, but for what packages of the system keep about packages. */
  async inventory(): Promise<string[]> {
    const { stdout } = await this.root(
      `find / -xdev \\( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp -o -path /home -o -path /var/lib/dpkg \\
        -o -path /var/log -o -path /var/cache \\) -prune -o -printf '%M %u:%g %p\\n'`,
    )
    return stdout.trim().split('\n').sort()
  }
}

const AS_USER = [
  ...['chroot', `--userspec=${USER}:${USER}`, '--groups=', '/mnt/computer'],
  ...[
    'env',
    '-i',
    'HOME=/home/anna',
    'USER=anna',
    'LANG=C.UTF-8',
    'PATH=/usr/local/bin:/usr/bin:/bin',
    'DISPLAY=:0',
  ],
] as const
