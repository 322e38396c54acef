import { describe, expect, it } from 'vitest'
import { optionU16 } from './option.ts'
import { automaton } from './test-support/automaton.ts'
import { hex } from './test-support/dialogue.ts'

const REQUEST = hex('01 01 0008 0104 0005')

describe('a negotiation', () => {
  it('opens when both sides have agreed, whoever was first', () => {
    const first = automaton()
    first.start()
    first.receive('01 09 0008 0104 0007', '02 01 0008 0104 0005')
    expect(first.sent()).toEqual([REQUEST, hex('02 09 0008 0104 0007')])
    expect(first.hooks).toEqual(['up'])

    const second = automaton()
    second.start()
    second.receive('02 01 0008 0104 0005', '01 09 0008 0104 0007')
    expect(second.hooks).toEqual(['up'])
    expect(second.negotiator.isOpened).toBe(true)
    expect(second.negotiator.nextDeadline()).toBeUndefined()
  })

  it('asks again with what a Nak suggests and without what a Reject names', () => {
    const { start, receive, sent } = automaton()
    start()
    receive('03 01 0008 0104 0006', '04 02 0008 0104 0006')
    expect(sent()).toEqual([REQUEST, hex('01 02 0008 0104 0006'), hex('01 03 0004')])
  })

  it('names only what it rejects, and suggests only when it rejects nothing', () => {
    const { start, receive, sent } = automaton()
    start()
    sent()
    receive('01 09 000b 0104 0006 0903 ff', '01 0a 0008 0104 0006')
    expect(sent()).toEqual([hex('04 09 0007 0903 ff'), hex('03 0a 0008 0104 0007')])
  })

  it('starts over when the peer asks again after opening', () => {
    const machine = automaton()
    machine.opened()
    machine.receive('01 0a 0008 0104 0007')
    expect(machine.sent()).toEqual([hex('01 02 0008 0104 0005'), hex('02 0a 0008 0104 0007')])
    expect(machine.hooks).toEqual(['down'])
    machine.receive('02 02 0008 0104 0005')
    expect(machine.hooks).toEqual(['down', 'up'])
  })
})

describe('identifiers', () => {
  it('decide whether an answer counts', () => {
    const { start, receive, hooks, negotiator } = automaton()
    start()
    receive('01 09 0008 0104 0007', '02 02 0008 0104 0005', '03 00 0008 0104 0009', '04 ff 0008 0104 0005')
    expect([negotiator.state, hooks]).toEqual(['ack-sent', []])
  })

  it('stay with a repeated request, so that a late answer to the first one counts', () => {
    const { start, receive, wait, sent, negotiator } = automaton()
    start()
    wait(3_000)
    expect(sent()).toEqual([REQUEST, REQUEST])
    receive('02 01 0008 0104 0005')
    expect(negotiator.state).toBe('ack-received')
  })

  it('let only the first of two answers count', () => {
    const { start, receive, wait, hooks } = automaton()
    start()
    wait(3_000)
    receive('01 09 0008 0104 0007', '02 01 0008 0104 0005', '02 01 0008 0104 0005')
    expect(hooks).toEqual(['up'])
  })

  it('change when a request is repeated after its answer', () => {
    const { start, receive, wait, sent } = automaton()
    start()
    receive('02 01 0008 0104 0005')
    wait(3_000)
    expect(sent()).toEqual([REQUEST, hex('01 02 0008 0104 0005')])
  })

  it('do not make an Ack of something else acceptable', () => {
    const { start, receive, negotiator } = automaton()
    start()
    receive('02 01 0008 0104 0006', '02 01 0004', '02 01 000c 0104 0005 0104 0005', '02 01 0007 0104 00')
    expect(negotiator.state).toBe('request-sent')
  })

  it('wrap around', () => {
    const { negotiator, start, sent } = automaton()
    start()
    for (let i = 0; i < 256; i++) negotiator.sendPacket(9, new Uint8Array(0))
    expect(sent().at(-1)).toBe(hex('09 01 0004'))
  })
})

describe('bounds (RFC 1661 section 4.6)', () => {
  it('sends a request ten times, every 3 s, and gives up', () => {
    const { start, wait, sent, hooks, negotiator } = automaton()
    start()
    wait(29_999)
    expect(sent()).toHaveLength(10)
    expect(hooks).toEqual([])
    wait(1)
    expect(sent()).toEqual([])
    expect(hooks).toEqual(['finished: timeout'])
    expect(negotiator.nextDeadline()).toBeUndefined()
  })

  it('rejects what five Naks could not change', () => {
    const { start, receive, sent } = automaton()
    start()
    sent()
    for (let i = 0; i < 6; i++) receive('01 09 0008 0104 0006')
    expect(sent()).toEqual([...Array(5).fill(hex('03 09 0008 0104 0007')), hex('04 09 0008 0104 0006')])
  })

  it('acknowledges when nothing but its own suggestions was left to reject', () => {
    const { start, receive, sent, policy } = automaton()
    start()
    sent()
    policy.answer = { type: 'nak', options: [optionU16(2, 1)] }
    for (let i = 0; i < 6; i++) receive('01 09 0008 0104 0007')
    expect(sent().at(-1)).toBe(hex('02 09 0008 0104 0007'))
  })

  it('does not follow an endless chain of Naks', () => {
    const { start, receive, hooks, sent } = automaton()
    start()
    for (let i = 1; i <= 255; i++) receive(`03 ${i.toString(16).padStart(2, '0')} 0008 0104 0006`)
    expect(hooks).toEqual(['finished: not-agreed'])
    expect(sent().filter((packet) => packet.startsWith('01'))).toHaveLength(21)
  })

  it('does not refuse without end either', () => {
    const { start, receive, hooks, sent } = automaton()
    start()
    for (let i = 0; i < 100; i++) receive('01 09 0007 0903 ff')
    expect(hooks).toContain('finished: not-agreed')
    // Once it has given up, the passive Stopped state answers the next request as if it were the first.
    expect(sent().length).toBeLessThan(120)
  })

  it('closes when the policy sees no way', () => {
    const { start, receive, sent, policy, negotiator } = automaton()
    start()
    sent()
    policy.answer = { type: 'give-up' }
    receive('01 09 0008 0104 0007')
    expect(sent()).toEqual([hex('05 02 0004')])
    expect(negotiator.state).toBe('closing')
  })
})

describe('the end', () => {
  it('is requested twice and then taken', () => {
    const { opened, negotiator, sent, hooks, wait } = automaton()
    opened()
    negotiator.close(0)
    wait(10_000)
    expect(sent()).toEqual([hex('05 02 0004'), hex('05 03 0004')])
    expect(hooks).toEqual(['down', 'finished: closed'])
  })

  it('comes with the Terminate-Ack', () => {
    const { opened, negotiator, hooks, receive } = automaton()
    opened()
    negotiator.close(0)
    receive('06 02 0004')
    expect(hooks).toEqual(['down', 'finished: closed'])
  })

  it('is acknowledged when the peer wants it, and leaves the peer time to hang up', () => {
    const { opened, negotiator, sent, hooks, receive, wait } = automaton()
    opened()
    receive('05 44 0006 4142')
    expect(sent()).toEqual([hex('06 44 0004')])
    expect(hooks).toEqual(['down', 'terminated: 4142'])
    expect(negotiator.nextDeadline()).toBe(3_000)
    wait(3_000)
    expect(hooks.at(-1)).toBe('finished: closed')
  })

  it('is told to whoever still talks to a closed automaton', () => {
    const { negotiator, sent, receive } = automaton()
    negotiator.up(0)
    receive('01 09 0008 0104 0007', '02 09 0004', '04 0a 0004', '05 0b 0004', '06 0c 0004')
    expect(sent()).toEqual(['09', '09', '0a', '0b'].map((identifier) => hex(`06 ${identifier} 0004`)))
  })

  it('leaves a machine that can be opened again', () => {
    const machine = automaton()
    machine.opened()
    machine.negotiator.close(0)
    machine.receive('06 02 0004')
    machine.sent()
    machine.negotiator.open(0)
    expect(machine.sent()).toEqual([hex('01 03 0008 0104 0005')])
  })
})

describe('rejection', () => {
  it('of an unknown code quotes the packet, cut to what the peer takes', () => {
    const { start, receive, sent } = automaton(16)
    start()
    sent()
    receive('0c 07 0006 4142', `2a 08 0020 ${'55'.repeat(28)}`)
    expect(sent()).toEqual([hex('07 02 000a 0c07 0006 4142'), hex(`07 03 0010 2a08 0020 ${'55'.repeat(8)}`)])
  })

  it.each(['01', '02', '03', '04', '05', '06', '07'])('of the basic code %s is the end', (code) => {
    const { start, receive, hooks } = automaton()
    start()
    receive(`07 01 0008 ${code} 01 0004`)
    expect(hooks).toEqual(['finished: rejected'])
  })

  it('of an extra code, or of nothing, is no harm', () => {
    const { start, receive, hooks, negotiator } = automaton()
    start()
    receive('07 01 0008 0c 01 0004', '07 01 0004')
    expect([negotiator.state, hooks]).toEqual(['request-sent', []])
  })

  it('of the whole protocol closes an open one', () => {
    const machine = automaton()
    machine.opened()
    machine.negotiator.handleProtocolReject(0)
    expect(machine.sent()).toEqual([hex('05 02 0004')])
    machine.wait(10_000)
    expect(machine.hooks).toEqual(['down', 'finished: rejected'])
  })
})

it('drops malformed options and whatever comes before the lower layer is up', () => {
  const { negotiator, start, receive, sent } = automaton()
  receive('01 09 0008 0104 0007', '05 01 0004', '2a 01 0004')
  expect(sent()).toEqual([])
  start()
  sent()
  receive('01 09 0007 0104 00', '03 01 0006 0100', '04 01 0005 01')
  expect([sent(), negotiator.state]).toEqual([[], 'request-sent'])
})
