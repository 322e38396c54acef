import net from 'node:net'
import type tls from 'node:tls'

type Handler = (length: number, buffer: Uint8Array) => void

/** The parts of Node's sockets that `onread` sets. They have no public name. */
interface Internals {
  _handle: { useUserBuffer(buffer: Uint8Array): void } | null
  [member: symbol]: unknown
}

const [BUFFER, CALLBACK] = symbolsOf(['kBuffer', 'kBufferCb'])

/**
 * Makes a TLS socket on top of another one, or an accepted one, read into one fixed buffer, as `onread` does for sockets that
 * open their own connection; Node has no such option for these. With 'data' events receiving costs half as much again. False,
 * and nothing done, where Node's inside is not what it was.
 */
export function readInto(socket: tls.TLSSocket, buffer: Uint8Array, handle: Handler): boolean {
  const internals = socket as unknown as Internals
  const setBuffer = internals._handle?.useUserBuffer
  if (BUFFER === undefined || CALLBACK === undefined || setBuffer === undefined) return false
  internals[BUFFER] = buffer
  internals[CALLBACK] = handle
  setBuffer.call(internals._handle, buffer)
  return true
}

function symbolsOf(names: readonly string[]): (symbol | undefined)[] {
  const socket = new net.Socket({
    onread: { buffer: new Uint8Array(1), callback: () => true },
  } as net.SocketConstructorOpts)
  const symbols = Object.getOwnPropertySymbols(socket)
  socket.destroy()
  return names.map((name) => symbols.find(({ description }) => description === name))
}
