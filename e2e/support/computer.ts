import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BlockReason } from '../../src-shared/app-state.ts'
import type { HostNetwork } from '../../src-shared/route-preview.ts'

/** Those of a developer at home. */
const NETWORKS: readonly HostNetwork[] = [
  { network: '192.168.178.0/24', device: 'wlan0', kind: 'local' },
  { network: '172.17.0.0/16', device: 'docker0', kind: 'containers' },
]

/**
 * Stands for the computer where that is blocked and opened: a folder with the helper's note, and a helper that writes and
 * removes it. The firewall of the machine that tests is not touched.
 */
export class Computer {
  readonly folder: string
  readonly #note: string

  constructor(folder: string) {
    this.folder = folder
    const notes = join(folder, 'var', 'lib', 'culvert')
    mkdirSync(notes, { recursive: true })
    this.#note = join(notes, 'blocked')
    const lockdown = join(folder, 'lockdown')
    writeFileSync(lockdown, noteOf('lockdown'))
    writeFileSync(join(folder, 'networks.json'), JSON.stringify(NETWORKS))
    writeFileSync(join(folder, 'culvert-helper'), helper(this.#note, lockdown), { mode: 0o755 })
  }

  /** Has no helper, or one of another version; the program can put one in place as `script` says, in which `$HELPER` is its path. */
  lackHelper(how: 'missing' | 'outdated', script: string): void {
    const helper = join(this.folder, 'culvert-helper')
    if (how === 'missing') rmSync(helper)
    else writeFileSync(helper, '#!/bin/sh\n# this helper speaks 1\0\n', { mode: 0o755 })
    writeFileSync(join(this.folder, 'install-helper'), `#!/bin/sh\nHELPER='${helper}'\n${script}\n`, {
      mode: 0o755,
    })
  }

  /** Blocks, as a helper does that nobody told to. */
  block(because: BlockReason): void {
    writeFileSync(this.#note, noteOf(because))
  }

  /** Opens, as the command does. */
  open(): void {
    rmSync(this.#note, { force: true })
  }

  get isBlocked(): boolean {
    return statSync(this.#note, { throwIfNoEntry: false }) !== undefined
  }
}

function noteOf(because: BlockReason): string {
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  const namespace = statSync('/proc/self/ns/net').ino
  return `because ${because}\nboot ${boot}\nnamespace ${namespace}\nhelpers ${process.pid}\n`
}

function helper(note: string, lockdown: string): string {
  return `#!/bin/sh
case "$1" in
--lockdown-lan) cp '${lockdown}' '${note}' && echo blocked now ;;
--lockdown-off | --unblock) rm -f '${note}' && echo open now ;;
*) exit 2 ;;
esac
`
}
