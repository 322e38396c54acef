import { type ChildProcess, spawn } from 'node:child_process'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const CONFIG = join(import.meta.dirname, 'session-bus.conf')

/** Types of header fields, from the D-Bus specification, "Header Fields". */
const FIELD = { PATH: 1, INTERFACE: 2, MEMBER: 3, DESTINATION: 6, SIGNATURE: 8 } as const
const METHOD_RETURN = 2

/** A session bus of our own, on which names can be taken as a desktop's parts take them. */
export class SessionBus {
  readonly address: string
  readonly #daemon: ChildProcess
  #socket: Socket | undefined

  private constructor(daemon: ChildProcess, address: string) {
    this.#daemon = daemon
    this.address = address
  }

  static async start(): Promise<SessionBus> {
    const daemon = spawn('dbus-daemon', [`--config-file=${CONFIG}`, '--nofork', '--print-address'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const address = await new Promise<string>((resolve, reject) => {
      daemon.once('error', reject)
      createInterface(daemon.stdout).once('line', resolve)
    })
    return new SessionBus(daemon, address)
  }

  /** Resolves when the bus has said that the name is ours; it is until `stop`. */
  async own(name: string): Promise<void> {
    const socket = connect(socketOf(this.address))
    this.#socket = socket
    const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')
    socket.write(`\0AUTH EXTERNAL ${uid}\r\n`)
    await heard(socket, (bytes) => bytes.includes('OK '))
    socket.write('BEGIN\r\n')
    socket.write(callOfBus(1, 'Hello'))
    const answered = heard(socket, (bytes) => answers(bytes) >= 2)
    socket.write(callOfBus(2, 'RequestName', name))
    await answered
  }

  async stop(): Promise<void> {
    this.#socket?.destroy()
    const gone = new Promise((resolve) => this.#daemon.once('exit', resolve))
    this.#daemon.kill()
    await gone
  }
}

function socketOf(address: string): string {
  const path = /^unix:(path|abstract)=([^,]+)/.exec(address)
  if (path?.[2] === undefined) throw new Error(`no socket in ${address}`)
  return path[1] === 'abstract' ? `\0${path[2]}` : path[2]
}

function heard(socket: Socket, enough: (bytes: Buffer) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0)
    const listen = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      if (!enough(bytes)) return
      socket.off('data', listen)
      resolve()
    }
    socket.on('data', listen)
    socket.once('error', reject)
  })
}

/** How many answers to calls are among these messages. */
function answers(bytes: Buffer): number {
  let count = 0
  for (let at = 0; at + 16 <= bytes.length; ) {
    if (bytes[at + 1] === METHOD_RETURN) count++
    at += align(16 + bytes.readUInt32LE(at + 12)) + bytes.readUInt32LE(at + 4)
  }
  return count
}

function callOfBus(serial: number, member: 'Hello' | 'RequestName', name?: string): Buffer {
  const body = name === undefined ? Buffer.alloc(0) : padded(string(name), 4)
  // The flags that follow the name: take it only if nobody has it.
  const bodyAndFlags = name === undefined ? body : Buffer.concat([body, uint32(4)])
  const fields = [
    field(FIELD.PATH, 'o', '/org/freedesktop/DBus'),
    field(FIELD.INTERFACE, 's', 'org.freedesktop.DBus'),
    field(FIELD.MEMBER, 's', member),
    field(FIELD.DESTINATION, 's', 'org.freedesktop.DBus'),
    ...(name === undefined ? [] : [field(FIELD.SIGNATURE, 'g', 'su')]),
  ]
  const array = fields.reduce((sum, each) => Buffer.concat([padded(sum, 8), each]), Buffer.alloc(0))
  const start = Buffer.from(['l'.charCodeAt(0), 1, 0, 1])
  const head = Buffer.concat([
    start,
    uint32(bodyAndFlags.length),
    uint32(serial),
    uint32(array.length),
    array,
  ])
  return Buffer.concat([padded(head, 8), bodyAndFlags])
}

function field(code: number, type: 'o' | 's' | 'g', value: string): Buffer {
  const text =
    type === 'g' ? Buffer.concat([Buffer.from([value.length]), Buffer.from(`${value}\0`)]) : string(value)
  return Buffer.concat([Buffer.from([code, 1, type.charCodeAt(0), 0]), text])
}

const string = (value: string) => Buffer.concat([uint32(Buffer.byteLength(value)), Buffer.from(`${value}\0`)])

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

const align = (length: number) => Math.ceil(length / 8) * 8

const padded = (bytes: Buffer, unit: number) =>
  Buffer.concat([bytes, Buffer.alloc((unit - (bytes.length % unit)) % unit)])
