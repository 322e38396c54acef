import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HELPER } from '../../src-main/testing/helper-sandbox.ts'
import type { Namespace } from '../testbed/namespace.ts'
import { ownedFolder } from '../testbed/owner.ts'

/** Who dies; `both` is what remains of a power cut, or of a whole process group that is killed. */
export const VICTIMS = ['client', 'helper', 'both'] as const
export type Victim = (typeof VICTIMS)[number]

/** Kills when the statement with this number, counted from 0, has been carried out and before anybody hears of it. */
export interface KillOrder {
  after: number
  kill: Victim
}

const REAL = '/mnt/culvert-helper'

/** Puts itself where clients in a namespace find the helper; helpers with an argument, for one thing to do, are left alone. */
export class Tap {
  readonly #folder = ownedFolder('tap')

  static async install(namespace: Namespace): Promise<Tap> {
    const tap = new Tap()
    const main = join(import.meta.dirname, 'tap-main.ts')
    const script = `#!/bin/sh\ntest $# -eq 0 || exec ${REAL} "$@"\nexec ${process.execPath} ${main} ${REAL} ${tap.#folder}\n`
    const file = join(tap.#folder, 'tap.sh')
    writeFileSync(file, script, { mode: 0o755 })
    await namespace.exec('sh', ['-c', `cp ${HELPER} ${REAL} && mount --bind ${file} ${HELPER}`])
    tap.arm(undefined)
    return tap
  }

  /** What the next helper does; nothing but write down, without an order. */
  arm(order: KillOrder | undefined): void {
    writeFileSync(join(this.#folder, 'order.json'), JSON.stringify(order ?? null))
    writeFileSync(join(this.#folder, 'said.txt'), '')
  }

  /** The statements that have been carried out since `arm`. */
  get said(): string[] {
    return readFileSync(join(this.#folder, 'said.txt'), 'utf8').split('\n').filter(Boolean)
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
