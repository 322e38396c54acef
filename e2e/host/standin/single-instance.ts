import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, unlinkSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { codec } from './codec.ts'

/** In the folder of user data, as Chromium names it: a link to a socket whose folder names the process. */
const LINK = 'SingletonSocket'

/** A second start gives up on a first one that does not listen for so long. */
const HAND_OVER_MS = 10_000

const MAX_WAY = 70

const HAND_OVER = join(import.meta.dirname, 'hand-over.mjs')

/** What a second start tells the first. */
export interface SecondStart {
  argv: string[]
  workingDirectory: string
  additionalData: unknown
}

/** One process for each folder of user data; the others hand over what they were started with. */
export class SingleInstance {
  #server: Server | undefined
  #link = ''
  #socket = ''

  get isHeld(): boolean {
    return this.#server !== undefined
  }

  /** True when this process is the one; otherwise the other one has been told and has said that it heard. */
  request(userData: string, additionalData: unknown, onSecond: (start: SecondStart) => void): boolean {
    if (this.isHeld) return true
    mkdirSync(userData, { recursive: true })
    this.#link = join(userData, LINK)
    const folder = mkdtempSync(join(folderFor(userData), `electron-host-${process.pid}-`))
    const socket = join(folder, 'socket')
    this.#socket = socket
    while (!this.#take(socket)) {
      if (handOver(readlinkSync(this.#link), additionalData)) {
        rmSync(folder, { recursive: true })
        return false
      }
      // Its owner is dead or deaf.
      rmSync(dirname(readlinkSync(this.#link)), { recursive: true, force: true })
      unlinkSync(this.#link)
    }
    this.#server = createServer((connection) => {
      const received: Buffer[] = []
      connection.on('data', (chunk) => {
        received.push(chunk)
        if (chunk.at(-1) !== 0) return
        const text = Buffer.concat(received).subarray(0, -1).toString()
        connection.end('heard')
        onSecond(codec.decode(text) as SecondStart)
      })
      connection.on('error', () => connection.destroy())
    })
    this.#server.listen(socket)
    this.#server.unref()
    return true
  }

  release(): void {
    if (!this.isHeld) return
    this.#server?.close()
    this.#server = undefined
    rmSync(dirname(this.#socket), { recursive: true, force: true })
    rmSync(this.#link, { force: true })
  }

  /** Making a link is the one step that only one process can win. */
  #take(socket: string): boolean {
    try {
      symlinkSync(socket, this.#link)
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    }
  }
}

/** The address of a socket has room for some hundred bytes; a longer way there is what the link is for. */
const folderFor = (userData: string): string => (userData.length < MAX_WAY ? userData : tmpdir())

/** In a process of its own, because the answer is needed before the caller goes on. */
function handOver(socket: string, additionalData: unknown): boolean {
  if (!isAlive(Number(/electron-host-(\d+)-/.exec(socket)?.[1]))) return false
  const start: SecondStart = { argv: process.argv, workingDirectory: process.cwd(), additionalData }
  const { status } = spawnSync(process.execPath, [HAND_OVER, socket, String(HAND_OVER_MS)], {
    input: `${codec.encode(start)}\0`,
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  return status === 0
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
