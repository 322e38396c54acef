import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import { earlier } from '../timer-table.ts'
import { MethodChoice } from './auth/method-choice.ts'
import { parseControlPacket } from './control-packet.ts'
import { parseFrame } from './frame.ts'
import { LcpPolicy } from './lcp.ts'
import { Link, type LinkEvent } from './link.ts'
import { Negotiator } from './negotiator.ts'
import { LossyWire, type WireEnd } from './test-support/lossy-wire.ts'
import { ServerEnd } from './test-support/server-end.ts'

const SEEDS = Array.from({ length: 100 }, (_, seed) => seed)

/** LCP at both ends of a wire, neither of them a server. */
function lcpPair(wire: LossyWire): { ends: WireEnd[]; automata: Negotiator[] } {
  const ends: WireEnd[] = []
  const automata = [0, 1].map((index) => {
    const choice = new MethodChoice(['ms-chap-v2'], true)
    const hooks = { protocolRejected: () => {}, echoReplied: () => {} }
    const policy = new LcpPolicy({ crypto: nodeCrypto, mru: 1400 + index, choice, hooks })
    return new Negotiator(policy, {
      send: (frame) => wire.send(ends[1 - index], frame),
      peerMru: () => policy.peerMru,
      layerUp: () => {},
      layerDown: () => {},
      layerFinished: () => {},
      peerTerminated: () => {},
      log: () => {},
    })
  })
  for (const automaton of automata) {
    ends.push({
      handleFrame(bytes, now) {
        const frame = parseFrame(bytes, 0, bytes.length)
        const packet = frame && parseControlPacket(bytes, frame.payload, bytes.length)
        if (packet !== undefined) automaton.handlePacket(packet, now)
      },
      handleTimeout: (now) => automaton.handleTimeout(now),
      nextDeadline: () => automaton.nextDeadline(),
    })
  }
  return { ends, automata }
}

describe('two automata on one wire', () => {
  it('open within one round trip and a half', () => {
    const wire = new LossyWire({ seed: 0, loss: 0 })
    const { ends, automata } = lcpPair(wire)
    for (const automaton of automata) automaton.open(0)
    for (const automaton of automata) automaton.up(0)
    wire.run(ends, 1_000)
    expect(automata.map(({ state }) => state)).toEqual(['opened', 'opened'])
    expect(wire.now).toBeLessThanOrEqual(60)
  })

  it.each(SEEDS)('open although every fourth frame is lost (seed %i)', (seed) => {
    const wire = new LossyWire({ seed, loss: 0.25 })
    const { ends, automata } = lcpPair(wire)
    for (const automaton of automata) automaton.open(0)
    for (const automaton of automata) automaton.up(0)
    wire.run(ends, 120_000)
    expect(automata.map(({ state }) => state)).toEqual(['opened', 'opened'])
  })

  it.each(SEEDS.slice(0, 20))('close although every fourth frame is lost (seed %i)', (seed) => {
    const wire = new LossyWire({ seed, loss: 0.25 })
    const { ends, automata } = lcpPair(wire)
    for (const automaton of automata) automaton.open(0)
    for (const automaton of automata) automaton.up(0)
    wire.run(ends, 120_000)
    for (const automaton of automata) automaton.close(wire.now)
    wire.run(ends, 120_000)
    expect(automata.map(({ state }) => state)).toEqual(['closed', 'closed'])
  })

  it('give up on a wire that carries nothing', () => {
    const wire = new LossyWire({ seed: 1, loss: 1 })
    const { ends, automata } = lcpPair(wire)
    for (const automaton of automata) automaton.open(0)
    for (const automaton of automata) automaton.up(0)
    wire.run(ends, 120_000)
    expect(automata.map(({ state }) => state)).toEqual(['stopped', 'stopped'])
    expect(wire.now).toBe(30_000)
  })
})

/** A link and a server on one wire, and what the link told its owner. */
function dial(wire: LossyWire): { link: Link; ends: WireEnd[]; events: LinkEvent[] } {
  const link = new Link({
    crypto: nodeCrypto,
    credentials: { user: 'alice', password: 'secret' },
    methods: ['pap'],
    serverVerified: true,
    mru: 1500,
    requestDns: true,
  })
  const events: LinkEvent[] = []
  const flush = () => {
    for (let event = link.pollEvent(); event !== undefined; event = link.pollEvent()) {
      if (event.type !== 'log') events.push(event)
      if (event.type === 'authenticated') link.openNetwork(wire.now)
    }
    for (let frame = link.pollTransmit(); frame !== undefined; frame = link.pollTransmit()) {
      wire.send(serverEnd, frame)
    }
  }
  const clientEnd: WireEnd = {
    handleFrame(frame, now) {
      link.handleFrame(frame, 0, frame.length, now)
      flush()
    },
    handleTimeout(now) {
      link.handleTimeout(now)
      flush()
    },
    nextDeadline: () => link.nextDeadline(),
  }
  const server = new ServerEnd((frame) => wire.send(clientEnd, frame))
  const serverEnd: WireEnd = {
    handleFrame: (frame, now) => server.handleFrame(frame, now),
    handleTimeout: (now) => server.handleTimeout(now),
    nextDeadline: () => earlier(server.lcp.nextDeadline(), server.ipcp.nextDeadline()),
  }
  server.open(0)
  link.open(0)
  flush()
  return { link, ends: [clientEnd, serverEnd], events }
}

describe('a link and a server on one wire', () => {
  it('need four round trips', () => {
    const wire = new LossyWire({ seed: 0, loss: 0 })
    const { ends, events } = dial(wire)
    wire.run(ends, 1_000)
    expect(events.map(({ type }) => type)).toEqual(['established', 'authenticated', 'network-up'])
    expect(events.at(-1)).toMatchObject({ address: '10.0.0.2', peer: '10.0.0.1', dns: [], mtu: 1500 })
    expect(wire.now).toBeLessThanOrEqual(220)
  })

  it.each(SEEDS)('come up although every fifth frame is lost (seed %i)', (seed) => {
    const wire = new LossyWire({ seed, loss: 0.2 })
    const { ends, events } = dial(wire)
    wire.run(ends, 180_000)
    expect(events.at(-1)).toMatchObject({ type: 'network-up', address: '10.0.0.2' })
  })

  it('end in good order', () => {
    const wire = new LossyWire({ seed: 0, loss: 0 })
    const { link, ends, events } = dial(wire)
    wire.run(ends, 1_000)
    link.close(wire.now)
    ends[0].handleTimeout(wire.now)
    wire.run(ends, 10_000)
    expect(events.at(-1)).toEqual({ type: 'terminated' })
    expect(ends.map((end) => end.nextDeadline())).toEqual([undefined, undefined])
  })
})
