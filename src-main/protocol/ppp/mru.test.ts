import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../engine/node-crypto.ts'
import { Dialogue, predictable } from './test-support/dialogue.ts'

/** What a server does about MRUs; the rest of it agrees to everything. */
interface Server {
  /** The MRU in its own request; absent asks for none. */
  own?: number
  /** Its answer to an MRU of ours: itself is an Ack, another number a Nak. */
  answers: (mru: number) => number | 'reject'
}

const within = (min: number, max: number, nak: number) => (mru: number) =>
  mru < min || mru > max ? nak : mru

/** Servers of the field, with what their sources, manuals and captures say about MRUs. */
const SERVERS = {
  'Windows RRAS': { own: 4091, answers: (mru) => mru },
  SoftEther: { answers: within(100, 1500, 1500) },
  'accel-ppp': { own: 1452, answers: within(100, 1452, 1452) },
  'accel-ppp, ppp-max-mtu=1400': { own: 1400, answers: within(100, 1400, 1400) },
  'accel-ppp, min-mtu=1280': { own: 1452, answers: within(1280, 1452, 1452) },
  MikroTik: { own: 1500, answers: (mru) => mru },
  pppd: { answers: (mru) => mru },
  'pppd, mru 1400 mtu 1400': { own: 1400, answers: (mru) => mru },
  'pppd, default-mru': { answers: () => 'reject' },
  'a server that is never content': { own: 1500, answers: (mru) => mru - 1 },
} as const satisfies Record<string, Server>

const CONFIGURE = { request: '01', ack: '02', nak: '03', reject: '04' } as const
const LCP = 'c021'
const IPCP = '8021'

const isRequest = (frame: string) => frame.startsWith(CONFIGURE.request, 8)

const u16 = (value: number) => value.toString(16).padStart(4, '0')

const packet = (protocol: string, code: string, identifier: string, options: string) =>
  `ff03 ${protocol} ${code} ${identifier} ${u16(4 + options.length / 2)} ${options}`

/** Plays a server against our side, and tells which MRUs we asked for and what came out. */
function negotiate({ own, answers }: Server, asked: number) {
  const dialogue = new Dialogue({ crypto: predictable(nodeCrypto), mru: asked, requestDns: false })
  const requested: (number | undefined)[] = []
  dialogue.open()
  dialogue.receive(packet(LCP, CONFIGURE.request, '01', own === undefined ? '' : `0104${u16(own)}`))
  for (let sent = dialogue.sent(); sent.some(isRequest); sent = dialogue.sent()) {
    for (const frame of sent) {
      const [, protocol = '', identifier = '', options = ''] = /^ff03(....)01(..)....(.*)$/.exec(frame) ?? []
      if (protocol === IPCP) dialogue.receive(packet(IPCP, ...answerAddress(identifier, options)))
      if (protocol !== LCP) continue
      const mru = /^0104(....)/.exec(options)?.[1]
      requested.push(mru === undefined ? undefined : Number.parseInt(mru, 16))
      const answer = mru === undefined ? undefined : answers(Number.parseInt(mru, 16))
      dialogue.receive(packet(LCP, ...answerMru(identifier, options, answer)))
    }
    dialogue.openNetwork()
    dialogue.receive(packet(IPCP, CONFIGURE.request, '01', '03060a000001'))
  }
  const [up] = dialogue.events().filter((event) => event.type === 'network-up')
  return { requested, mtu: up?.mtu, said: dialogue.logs.find((text) => text.startsWith('MTU')) }
}

type Reply = [code: string, identifier: string, options: string]

function answerMru(identifier: string, options: string, answer: number | 'reject' | undefined): Reply {
  const mru = options.slice(0, 8)
  if (answer === 'reject') return [CONFIGURE.reject, identifier, mru]
  const suggested = answer === undefined ? mru : `0104${u16(answer)}`
  return suggested === mru ? [CONFIGURE.ack, identifier, options] : [CONFIGURE.nak, identifier, suggested]
}

function answerAddress(identifier: string, options: string): Reply {
  const granted = '03060a000002'
  return options === granted ? [CONFIGURE.ack, identifier, granted] : [CONFIGURE.nak, identifier, granted]
}

describe('the longest packet that both sides take', () => {
  it.each<[keyof typeof SERVERS, asked: number, requested: (number | undefined)[], mtu: number]>([
    ['Windows RRAS', 1500, [1500], 1500],
    ['Windows RRAS', 1400, [1400], 1400],
    // 4091 of an SSTP packet are 4087 of IP behind the header that we write.
    ['Windows RRAS', 4087, [4087], 4087],
    ['SoftEther', 1500, [1500], 1500],
    ['SoftEther', 1400, [1400], 1400],
    ['SoftEther', 4087, [4087, 1500], 1500],
    ['accel-ppp', 1500, [1500, 1452], 1452],
    ['accel-ppp', 1400, [1400], 1400],
    ['accel-ppp', 4087, [4087, 1452], 1452],
    ['accel-ppp, ppp-max-mtu=1400', 1500, [1500, 1400], 1400],
    ['MikroTik', 1500, [1500], 1500],
    // It may send more than it takes; the device has one MTU.
    ['MikroTik', 4087, [4087], 1500],
    ['pppd', 1500, [1500], 1500],
    // Whoever names no MRU takes 1500 (RFC 1661 section 6.1).
    ['pppd', 4087, [4087], 1500],
    ['pppd, mru 1400 mtu 1400', 1500, [1500], 1400],
  ])('with %s, asked for %i', (name, asked, requested, mtu) => {
    expect(negotiate(SERVERS[name], asked)).toMatchObject({ requested, mtu })
  })

  it.each<[keyof typeof SERVERS, asked: number, requested: (number | undefined)[], mtu: number]>([
    ['accel-ppp, min-mtu=1280', 576, [576, 1452], 576],
    ['pppd, default-mru', 1400, [1400, undefined], 1400],
    ['pppd, default-mru', 4087, [4087, undefined], 1500],
  ])('is never longer than the profile wants: with %s, asked for %i', (name, asked, requested, mtu) => {
    expect(negotiate(SERVERS[name], asked)).toMatchObject({ requested, mtu })
  })

  it('is 1500 at most when the server cannot be satisfied', () => {
    expect(negotiate(SERVERS['a server that is never content'], 1500)).toMatchObject({
      requested: [1500, 1499, 1498, undefined],
      mtu: 1500,
    })
  })

  it('is told with both of the limits that led to it', () => {
    expect(negotiate(SERVERS.MikroTik, 4087).said).toBe(
      'MTU 1500: the server takes 1500 bytes and may send 4087',
    )
  })
})
