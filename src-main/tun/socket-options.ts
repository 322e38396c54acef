import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import koffi from 'koffi'
import { keepKoffiLoaded } from './keep-loaded.ts'
import { lastError } from './libc.ts'

/** Of Linux' netinet/tcp.h. */
const IPPROTO_TCP = 6
const TCP_CONGESTION = 13
const TCP_NOTSENT_LOWAT = 25

/**
 * BBR (draft-ietf-ccwg-bbr) goes by the rate at which a path delivers. The usual CUBIC takes each loss for congestion, and
 * fills whatever buffer the path has: at 1 % loss and 40 ms it does not get past some Mbit/s.
 */
const WANTED_CONGESTION_CONTROL = 'bbr'

/** Options of a connected socket that Node does not offer. Where one cannot be set, the socket stays as it is. */
export interface SocketOptions {
  /** Limits what the kernel takes ahead of what it has sent; false when it did not. */
  limitUnsent(bytes: number): boolean
  /** Chooses the congestion control that suits a tunnel; tells in words what came of it, for the log. */
  preferCongestionControl(): string
}

/** The options of a socket, or undefined where there is no way to them. */
export function socketOptions(socket: Socket): SocketOptions | undefined {
  if (process.platform !== 'linux') return undefined
  const fd = descriptorOf(socket)
  if (fd === undefined) return undefined
  return {
    limitUnsent: (bytes) =>
      setOption(fd(), TCP_NOTSENT_LOWAT, new Uint8Array(new Uint32Array([bytes]).buffer)),
    preferCongestionControl: () => preferCongestionControl(fd()),
  }
}

/**
 * The descriptor below a socket. Node keeps it on a handle that it does not document, so nothing is taken for granted. It is
 * asked for each time, because a closed socket's number may already be that of another.
 */
function descriptorOf(socket: Socket): (() => number) | undefined {
  const fd = (): number => {
    if (!('_handle' in socket)) return -1
    const handle: unknown = socket._handle
    if (typeof handle !== 'object' || handle === null || !('fd' in handle)) return -1
    return typeof handle.fd === 'number' ? handle.fd : -1
  }
  return fd() >= 0 ? fd : undefined
}

function preferCongestionControl(fd: number): string {
  const before = currentCongestionControl(fd)
  if (before === WANTED_CONGESTION_CONTROL) return `congestion control is ${before}`
  if (!available().includes(WANTED_CONGESTION_CONTROL))
    return `congestion control stays ${before}: this kernel has no ${WANTED_CONGESTION_CONTROL}`
  // Without privileges only what the administrator allows can be chosen: net.ipv4.tcp_allowed_congestion_control.
  if (!setOption(fd, TCP_CONGESTION, Buffer.from(WANTED_CONGESTION_CONTROL)))
    return `congestion control stays ${before}: ${WANTED_CONGESTION_CONTROL} was refused, ${lastError()}`
  return `congestion control is ${WANTED_CONGESTION_CONTROL} instead of ${before}`
}

function available(): string[] {
  try {
    return readFileSync('/proc/sys/net/ipv4/tcp_available_congestion_control', 'utf8').trim().split(' ')
  } catch {
    // Some sandboxes hide it.
    return []
  }
}

/** The longest name is 16 bytes, with a zero at its end (TCP_CA_NAME_MAX). */
const NAME_BYTES = 16

function currentCongestionControl(fd: number): string {
  const name = new Uint8Array(NAME_BYTES)
  const length = Uint32Array.of(NAME_BYTES)
  if (calls().getsockopt(fd, IPPROTO_TCP, TCP_CONGESTION, name, length) !== 0) return 'unknown'
  return Buffer.from(name).toString('latin1').replace(/\0.*$/s, '')
}

function setOption(fd: number, option: number, value: Uint8Array): boolean {
  return fd >= 0 && calls().setsockopt(fd, IPPROTO_TCP, option, value, value.length) === 0
}

interface Calls {
  setsockopt(fd: number, level: number, option: number, value: Uint8Array, length: number): number
  getsockopt(fd: number, level: number, option: number, value: Uint8Array, length: Uint32Array): number
}

let loaded: Calls | undefined

function calls(): Calls {
  if (loaded !== undefined) return loaded
  keepKoffiLoaded()
  const library = koffi.load('libc.so.6')
  loaded = {
    setsockopt: library.func(
      'int setsockopt(int fd, int level, int name, const uint8_t *value, uint32_t length)',
    ),
    getsockopt: library.func(
      'int getsockopt(int fd, int level, int name, _Out_ uint8_t *value, _Inout_ uint32_t *length)',
    ),
  }
  return loaded
}
