import type { Socket } from 'node:dgram'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { someBytes } from '../offload/test-support/packets.ts'
import type { TunDevice } from '../tun-device.ts'

/** For tests: what the host does behind a real device, and what of it arrives in the tunnel. */

/** What the tunnel wants in front of every packet. */
export const HEADROOM = 8
/** The other end of the device's subnet, where nobody is. */
const FAR_END = '10.0.0.1'
export const NEAR_END = '10.0.0.2'
export const PORT = 40_000

/**
 * Sends until something comes through: for some milliseconds after a device was attached the kernel has no queue for it
 * and drops what the host sends.
 */
export async function inUse(device: TunDevice, host: Socket): Promise<TunDevice> {
  const slab = new Uint8Array(128 * 1024)
  const lengths = new Uint32Array(100)
  let through = false
  device.onReadable(() => {
    through = true
  })
  while (!through) {
    await sent(host, someBytes(100))
    await pause(5)
  }
  while (device.readBatch(slab, 0, slab.length, HEADROOM, lengths) > 0);
  return device
}

export function sent(socket: Socket, payload: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(payload, PORT, FAR_END, (error) => (error ? reject(error) : resolve()))
  })
}

export function readable(device: TunDevice): Promise<void> {
  return new Promise((resolve) => device.onReadable(resolve))
}

/** How many packets the host has got out of the device, a super-packet counted as one. */
export function receivedBy(device: string): number {
  return Number(readFileSync(`/sys/class/net/${device}/statistics/rx_packets`, 'utf8'))
}

/** What lies in the slab: packets back to back, each behind its headroom. */
export function packetsIn(slab: Uint8Array, start: number, lengths: Uint32Array) {
  let at = start
  return [...lengths].map((length) => {
    const headroom = slab.slice(at, at + HEADROOM)
    const packet = slab.slice(at + HEADROOM, at + HEADROOM + length)
    at += HEADROOM + length
    // Behind the headers of IPv4 and UDP.
    return { headroom, packet, payload: packet.subarray(28) }
  })
}
