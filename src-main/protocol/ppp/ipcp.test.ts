import { describe, expect, it } from 'vitest'
import { fromHex, toHex } from '../bytes.ts'
import { IpcpPolicy } from './ipcp.ts'
import { encodeOptions, parseOptions } from './option.ts'

function ipcp(requestDns = true) {
  const policy = new IpcpPolicy({ requestDns })
  policy.reset()
  return policy
}

const options = (text: string) => parseOptions(fromHex(text)) ?? []
const request = (policy: IpcpPolicy) => toHex(encodeOptions(policy.buildRequest()))

function ask(policy: IpcpPolicy, text: string): string {
  const answer = policy.handleRequest(options(text))
  return 'options' in answer ? `${answer.type} ${toHex(encodeOptions(answer.options))}` : answer.type
}

describe('our IPCP request', () => {
  it('asks for an address and two name servers', () => {
    expect(request(ipcp())).toBe('030600000000810600000000830600000000')
    expect(request(ipcp(false))).toBe('030600000000')
  })

  it('takes what the Nak says', () => {
    const policy = ipcp()
    policy.handleNak(options('0306 ffffff00 8106 08080808 8306 c0a80101'.replace('ffffff00', 'c6336414')))
    policy.handleAck([])
    expect([policy.address, policy.dns]).toEqual(['198.51.100.20', ['8.8.8.8', '192.168.1.1']])
    expect(request(policy)).toBe('0306c6336414810608080808' + '8306c0a80101')
    expect(policy.failure).toBeUndefined()
  })

  it('goes on without name servers that are rejected, one or both', () => {
    const policy = ipcp()
    policy.handleReject(options('8306 00000000'))
    expect(request(policy)).toBe('030600000000810600000000')
    policy.handleReject(options('8106 00000000'))
    expect([request(policy), policy.dns]).toEqual(['030600000000', []])
  })

  it('stops asking for a name server that does not exist', () => {
    const policy = ipcp()
    policy.handleNak(options('0306 0a000002 8106 0a000001 8306 00000000'))
    expect([request(policy), policy.dns]).toEqual(['03060a00000281060a000001', ['10.0.0.1']])
  })

  it('counts a name server once', () => {
    const policy = ipcp()
    policy.handleNak(options('8106 0a000001 8306 0a000001'))
    expect(policy.dns).toEqual(['10.0.0.1'])
  })

  it('does not take what it did not ask for', () => {
    const policy = ipcp(false)
    policy.handleNak(options('0306 0a000002 8106 08080808 8206 0a000003 0206 002d0f01'))
    expect([request(policy), policy.dns]).toEqual(['03060a000002', []])
  })

  it.each(['00000001', '7f000001', 'e0000001', 'ffffffff'])('does not take the address %s', (address) => {
    const policy = ipcp()
    policy.handleNak(options(`0306 ${address}`))
    expect(policy.failure).toMatchObject({ code: 'address-refused' })
  })

  it('fails when there is no address', () => {
    const acknowledged = ipcp()
    acknowledged.handleAck(options('0306 00000000'))
    expect(acknowledged.failure).toEqual({ code: 'address-none' })
    const suggested = ipcp()
    suggested.handleNak(options('0306 00000000'))
    expect(suggested.failure).toEqual({ code: 'address-none' })
    const rejected = ipcp()
    rejected.handleReject(options('0306 00000000'))
    expect(rejected.failure).toEqual({ code: 'address-refused', because: 'no-addresses', detail: '' })
  })
})

describe("the server's IPCP request", () => {
  it('may name its address or none', () => {
    const policy = ipcp()
    expect([ask(policy, ''), policy.peer]).toEqual(['ack', undefined])
    expect([ask(policy, '0306 c0a81e01'), policy.peer]).toEqual(['ack', '192.168.30.1'])
  })

  it.each([
    ['0206 002d0f01 0306 0a000001', '0206002d0f01'],
    ['0306 00000000', '030600000000'],
    ['0305 0a0000', '03050a0000'],
    ['010a 0a000001 0a000002', '010a0a0000010a000002'],
    ['8106 00000000', '810600000000'],
  ])('%s is not wanted', (text, rejected) => {
    expect(ask(ipcp(), text)).toBe(`reject ${rejected}`)
  })
})
