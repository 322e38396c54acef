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

/** What one helper's tap is told. */
export interface TapOrder {
  /** Where to write down what has been carried out. */
  notes: string
  death?: KillOrder
}

const REAL = '/mnt/culvert-helper'

/** Puts itself where clients in a namespace find the helper; helpers with an argument, for one thing to do, are left alone. */
export class Tap {
  readonly #folder = ownedFolder('tap')
  readonly #order = join(this.#folder, 'order.json')
  #notes = ''
  #runs = 0

  static async install(namespace: Namespace): Promise<Tap> {
    const tap = new Tap()
    const main = join(import.meta.dirname, 'tap-main.ts')
    const script = [
      '#!/bin/sh',
      `test $# -eq 0 || exec ${REAL} "$@"`,
      `exec ${process.execPath} ${main} ${REAL} ${tap.#order}`,
    ]
    const file = join(tap.#folder, 'tap.sh')
    writeFileSync(file, script.join('\n'), { mode: 0o755 })
    await namespace.exec('sh', ['-c', `cp ${HELPER} ${REAL} && mount --bind ${file} ${HELPER}`])
    tap.arm()
    return tap
  }

  /** What the next helper's tap does; nothing but write down, without a death. */
  arm(death?: KillOrder): void {
    this.#runs += 1
    this.#notes = join(this.#folder, `said-${this.#runs}.txt`)
    writeFileSync(this.#notes, '')
    const order: TapOrder = { notes: this.#notes, ...(death !== undefined && { death }) }
    writeFileSync(this.#order, JSON.stringify(order))
  }

  /** The statements that have been carried out since `arm`. */
  get said(): string[] {
    return readFileSync(this.#notes, 'utf8').split('\n').filter(Boolean)
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
