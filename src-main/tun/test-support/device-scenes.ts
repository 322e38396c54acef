import { execFileSync, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { FailureError } from '../../../src-shared/failure.ts'
import { attachLinuxTun } from '../linux.ts'
import { isSound, someBytes, tcpPacket, udpPacket } from '../offload/test-support/packets.ts'
import type { TunDevice } from '../tun-device.ts'
import {
  HEADROOM,
  inUse,
  NEAR_END,
  PORT,
  packetsIn,
  readable,
  receivedBy,
  sent,
} from './host-behind-device.ts'
import { tunDescriptors } from './open-descriptors.ts'

/**
 * For tests: what one process does with a real device, as a program that runs in a network namespace of its own:
 * `node device-scenes.ts <scene> <device> <plain | offload>`. Prints what it saw as JSON and must then end by itself.
 */
type Scene = (attach: () => TunDevice, device: string, kind: string) => Promise<unknown>

const UNTOUCHED = 0xee

const SCENES: Readonly<Record<string, Scene>> = {
  /** The host sends forty datagrams into the tunnel; they are read in two batches, the second from the middle of a slab. */
  async read(attach) {
    const host = createSocket('udp4')
    const device = await inUse(attach(), host)
    const payloads = Array.from({ length: 40 }, (_, i) => someBytes(100 + i * 20, i))
    for (const payload of payloads) await sent(host, payload)
    await readable(device)

    const slab = new Uint8Array(128 * 1024).fill(UNTOUCHED)
    const lengths = new Uint32Array(25)
    const first = device.readBatch(slab, 0, slab.length, HEADROOM, lengths)
    const firstPackets = packetsIn(slab, 0, lengths.subarray(0, first))
    const start = 1_000
    slab.fill(UNTOUCHED)
    const second = device.readBatch(slab, start, slab.length, HEADROOM, lengths)
    const packets = [...firstPackets, ...packetsIn(slab, start, lengths.subarray(0, second))]
    const third = device.readBatch(slab, 0, slab.length, HEADROOM, lengths)
    host.close()
    device.close()
    return {
      counts: [first, second, third],
      sound: packets.every(({ packet }) => isSound(packet)),
      intact: packets.every(({ payload }, i) => Buffer.compare(payload, payloads[i]) === 0),
      headroomUntouched: packets.every(({ headroom }) => headroom.every((byte) => byte === UNTOUCHED)),
      beforeUntouched: slab.subarray(0, start).every((byte) => byte === UNTOUCHED),
    }
  },

  /** Five packets for a part of a slab that has no room for all of them. */
  async 'small-slab'(attach) {
    const host = createSocket('udp4')
    const device = await inUse(attach(), host)
    for (let i = 0; i < 5; i++) await sent(host, someBytes(1_400, i))
    const lengths = new Uint32Array(100)
    const slab = new Uint8Array(20_000).fill(UNTOUCHED)
    const end = 7_000
    const counts: number[] = []
    while (counts.reduce((sum, count) => sum + count, 0) < 5) {
      await readable(device)
      counts.push(device.readBatch(slab, 0, end, HEADROOM, lengths))
    }
    host.close()
    device.close()
    return { counts, behindUntouched: slab.subarray(end).every((byte) => byte === UNTOUCHED) }
  },

  /** Datagrams come out of the tunnel, from the middle of a buffer, at last some of one length; a program receives them. */
  async write(attach, name) {
    const device = attach()
    const host = createSocket('udp4')
    const received: Buffer[] = []
    host.on('message', (message) => received.push(message))
    host.bind(PORT, NEAR_END)
    await once(host, 'listening')
    const payloads = Array.from({ length: 10 }, (_, i) => someBytes(Math.min(50 + i * 100, 550), i))
    const before = receivedBy(name)
    const buffer = new Uint8Array(20_000)
    let at = 333
    const packets = payloads.map((payload, identification) => udpPacket(payload, { identification }))
    const accepted = packets.map((packet) => {
      buffer.set(packet, at)
      at += packet.length
      return device.writePacket(buffer, at - packet.length, at)
    })
    device.flush()
    while (received.length < payloads.length) await once(host, 'message')
    host.close()
    device.close()
    return {
      accepted: accepted.every(Boolean),
      intact: received.every((message, i) => Buffer.compare(message, payloads[i]) === 0),
      writes: receivedBy(name) - before,
    }
  },

  async twice(attach) {
    const device = attach()
    const second = failureOf(attach)
    device.close()
    const third = attach()
    third.close()
    third.close()
    return { second }
  },

  async absent(attach) {
    return { failure: failureOf(attach) }
  },

  /** The administrator removes the device while the tunnel waits for packets. */
  async gone(attach, name) {
    const device = attach()
    const woken = readable(device)
    execFileSync('ip', ['link', 'del', name])
    await woken
    const failure = failureOf(() => {
      device.readBatch(new Uint8Array(8_192), 0, 8_192, HEADROOM, new Uint32Array(1))
    })
    const written = device.writePacket(udpPacket(someBytes(100)), 0, 128)
    device.flush()
    device.close()
    return { failure, written }
  },

  /** The administrator switches the device off; then come three segments of one stream, and a datagram. */
  async refused(attach, name) {
    const device = attach()
    execFileSync('ip', ['link', 'set', name, 'down'])
    const segments = [0, 1, 2].map((i) =>
      tcpPacket({ sequence: i * 100, identification: i, payload: someBytes(100, i) }),
    )
    const taken = [...segments, udpPacket(someBytes(100))].filter((packet) =>
      device.writePacket(packet, 0, packet.length),
    ).length
    device.flush()
    // What was gathered is handed over at the end of this turn.
    for (let i = 0; i < 2; i++) await nextTurn()
    const { dropped } = device
    device.close()
    execFileSync('ip', ['link', 'set', name, 'up'])
    return { lost: 4 - taken + dropped }
  },

  /** A child that was started while the device was open lives on when the device is closed and attached again. */
  async child(attach) {
    const device = attach()
    const child = spawn('sleep', ['100'], { stdio: 'ignore' })
    await once(child, 'spawn')
    device.close()
    const failure = failureOf(() => attach().close())
    const alive = child.kill()
    await once(child, 'exit')
    return { failure, alive }
  },

  /** Descriptors of the device after many attachments. */
  async leaks(attach) {
    for (let i = 0; i < 100; i++) {
      const device = attach()
      device.onReadable(() => undefined)
      device.close()
    }
    return { open: tunDescriptors() }
  },

  /** Scenes in another thread, where the engine of the desktop application lives; it must end by itself as well. */
  async thread(_attach, name, kind) {
    const results: unknown[] = []
    for (const scene of ['read', 'write', 'thrown']) {
      const worker = new Worker(import.meta.filename, { argv: [scene, name, kind], stdout: true })
      const [said, [code]] = await Promise.all([text(worker.stdout), once(worker, 'exit')])
      results.push({ ...JSON.parse(said), code })
    }
    return results
  },

  /** A thread that is terminated while it waits for packets. */
  async terminated(attach, name, kind) {
    const worker = new Worker(import.meta.filename, { argv: ['wait', name, kind], stdout: true })
    await once(worker.stdout, 'data')
    const before = failureOf(() => attach().close())
    await worker.terminate()
    return { before, after: failureOf(() => attach().close()) }
  },

  async wait(attach) {
    const device = attach()
    console.log('waiting')
    await readable(device)
  },

  /** Closed with a part of a super-packet unread and packets gathered: nothing comes of either. */
  async closed(attach) {
    const host = createSocket('udp4')
    const device = await inUse(attach(), host)
    await sent(host, someBytes(1_400))
    await readable(device)
    const slab = new Uint8Array(20_000)
    // Too small for the packet: with offloads it has left the kernel's queue, and waits in the device.
    device.readBatch(slab, 0, 100, HEADROOM, new Uint32Array(1))
    let wakes = 0
    device.onReadable(() => {
      wakes += 1
    })
    device.writePacket(udpPacket(someBytes(100)), 0, 128)
    device.flush()
    device.close()
    device.onReadable(() => {
      wakes += 1
    })
    const read = device.readBatch(slab, 0, slab.length, HEADROOM, new Uint32Array(1))
    const written = device.writePacket(udpPacket(someBytes(100)), 0, 128)
    device.flush()
    host.close()
    await pause(20)
    return { wakes, read, written }
  },

  /** Quiet means quiet: neither a loop nor a timer runs while nothing arrives. */
  async idle(attach) {
    const device = attach()
    let wakes = 0
    device.onReadable(() => {
      wakes += 1
    })
    await pause(100)
    const before = process.cpuUsage()
    await pause(1_000)
    const used = process.cpuUsage(before)
    device.close()
    return { wakes, cpuMs: (used.user + used.system) / 1_000 }
  },

  /** A wake comes once, although packets stay queued, and again when it is asked for again. */
  async wakes(attach) {
    const host = createSocket('udp4')
    const device = await inUse(attach(), host)
    let replaced = 0
    let wakes = 0
    device.onReadable(() => {
      replaced += 1
    })
    device.onReadable(() => {
      wakes += 1
    })
    await sent(host, someBytes(100))
    await pause(100)
    const unasked = wakes
    await readable(device)
    host.close()
    device.close()
    return { replaced, unasked }
  },

  /** What a callback throws must end the process, as it does everywhere else in Node. */
  async thrown(attach) {
    const host = createSocket('udp4')
    const device = await inUse(attach(), host)
    device.onReadable(() => {
      throw new Error('thrown in a wake')
    })
    const [error] = await Promise.all([once(process, 'uncaughtException'), sent(host, someBytes(100))])
    host.close()
    device.close()
    return { message: String(error[0]) }
  },
}

function failureOf(action: () => void): unknown {
  try {
    action()
    return 'none'
  } catch (cause) {
    return cause instanceof FailureError ? cause.failure : String(cause)
  }
}

const [scene, device, kind] = process.argv.slice(2)
const attach = () => attachLinuxTun(device, { offload: kind !== 'plain' })
console.log(JSON.stringify(await SCENES[scene](attach, device, kind)))
