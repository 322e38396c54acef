import { type ChildProcess, spawn } from 'node:child_process'
import dgram from 'node:dgram'
import { join } from 'node:path'
import { librariesIn } from '../../src-main/testing/debian-packages.ts'
import type { Namespace } from '../testbed/namespace.ts'

const START_MS = 20_000

export interface DaemonOptions {
  program: string
  args: readonly string[]
  /** Where its libraries are, the folders joined by colons, and what else it needs. */
  env: NodeJS.ProcessEnv
  /** What it says when it answers. */
  ready: string
  /** Whose network it is in. */
  inside?: Namespace | undefined
}

/** A server as a child of the test, which says on its standard output what it does. */
export class Daemon implements AsyncDisposable {
  readonly #process: ChildProcess
  #output = ''

  private constructor(process: ChildProcess) {
    this.#process = process
    const keep = (chunk: Buffer) => {
      this.#output += chunk.toString()
    }
    process.stdout?.on('data', keep)
    process.stderr?.on('data', keep)
  }

  /** Resolves when it answers; rejects with its last words when it does not. */
  static async start({ program, args, env, ready, inside }: DaemonOptions): Promise<Daemon> {
    const [command = program, ...words] = [...(inside?.enter ?? []), program, ...args]
    const child = spawn(command, words, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const daemon = new Daemon(child)
    await new Promise<void>((resolve, reject) => {
      const fail = (reason: string) => {
        clearTimeout(timer)
        child.kill('SIGKILL')
        reject(new Error(`${program}: ${reason}\n${daemon.output.slice(-3_000)}`))
      }
      const timer = setTimeout(() => fail('it did not come up in time'), START_MS)
      const onExit = (code: number | null) => fail(`it ended with ${code}`)
      child.once('error', (error) => fail(error.message))
      child.once('exit', onExit)
      child.stdout?.on('data', () => {
        if (!daemon.output.includes(ready)) return
        clearTimeout(timer)
        child.off('exit', onExit)
        resolve()
      })
    })
    return daemon
  }

  get output(): string {
    return this.#output
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    const ended = new Promise((resolve) => this.#process.once('exit', resolve))
    this.#process.kill('SIGKILL')
    await ended
  }
}

/** The folders of libraries among unpacked packages. */
export function librariesOf(packages: string): string {
  const ours = librariesIn(packages)
  return [join(packages, 'usr/lib/freeradius'), ours, ours.replace('/usr/lib/', '/lib/')].join(':')
}

/** A port of UDP that nobody has at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = dgram.createSocket('udp4')
    socket.once('error', reject)
    socket.bind(0, '127.0.0.1', () => {
      const { port } = socket.address()
      socket.close(() => resolve(port))
    })
  })
}
