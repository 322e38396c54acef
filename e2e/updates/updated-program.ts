import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownedFolder } from '../testbed/owner.ts'
import { waitFor } from '../testbed/wait-for.ts'
import type { Order, Report } from './updater-main.ts'

const MAIN = join(import.meta.dirname, 'updater-main.ts')

/** A program that a start of writes its version and its arguments down. */
export const appImage = (version: string, padding = 0) =>
  Buffer.from(`#!/bin/sh\necho "${version} $*" >> "$UPDATE_HOME/started"\nexit 0\n${'#'.repeat(padding)}\n`)

interface Circumstances {
  /** Where releases are, and the certificate of who vouches for that place. */
  server: string
  authority: string
  /** Which of all computers this one is, for staged releases. */
  id?: string
}

/** An AppImage at version 1.0.0 in a home folder, as far as updates go. */
export class UpdatedProgram {
  readonly file: string
  readonly #home: string
  readonly #child: ChildProcess
  readonly exited: Promise<number | null>
  stages: string[] = []
  log = ''
  resumed: string | undefined
  #ready = false

  constructor({ server, authority, id }: Circumstances) {
    this.#home = ownedFolder('updates')
    const resources = join(this.#home, 'resources')
    mkdirSync(resources)
    writeFileSync(
      join(resources, 'app-update.yml'),
      `provider: generic\nurl: ${server}\nupdaterCacheDirName: culvert-updater\n`,
    )
    if (id !== undefined) writeFileSync(join(this.#home, '.updaterId'), id)
    this.file = join(this.#home, 'Culvert.AppImage')
    writeFileSync(this.file, appImage('1.0.0'))
    chmodSync(this.file, 0o755)
    this.#child = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {
        PATH: process.env.PATH,
        HOME: this.#home,
        XDG_CACHE_HOME: join(this.#home, 'cache'),
        NODE_EXTRA_CA_CERTS: authority,
        APPIMAGE: this.file,
        CULVERT_RESOURCES: resources,
        UPDATE_HOME: this.#home,
        UPDATE_VERSION: '1.0.0',
      },
    })
    this.exited = new Promise((resolve) => this.#child.once('close', resolve))
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.log += text
    })
    this.#child.on('message', (report: Report) => this.#hear(report))
  }

  #hear(report: Report): void {
    if (report.type === 'shown') this.stages = report.stages
    else if (report.type === 'log') this.log += `${report.text}\n`
    else if (report.type === 'resume') this.resumed = report.profileId
    else this.#ready = true
  }

  async ready(): Promise<this> {
    await waitFor('the program', () => this.#ready)
    return this
  }

  order(order: Order): void {
    this.#child.send(order)
  }

  /** Until the banner says this, or shows nothing about updates. */
  async shows(stage: string | undefined): Promise<void> {
    await waitFor(`the banner "${stage}", after:\n${this.log}`, () => this.stages[0] === stage)
  }

  async says(text: string | RegExp): Promise<void> {
    await waitFor(`"${text}" in the log, which is:\n${this.log}`, () => new RegExp(text).test(this.log))
  }

  /** What was started, one line each. */
  started(): string {
    const file = join(this.#home, 'started')
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  }

  /** What lies ready to be installed. */
  fetched(): string[] {
    const folder = join(this.#home, 'cache', 'culvert-updater', 'pending')
    return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.AppImage')) : []
  }

  async end(): Promise<void> {
    this.#child.kill()
    await this.exited
  }
}
