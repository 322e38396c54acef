import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../../engine/node-crypto.ts'
import { fromHex, toHex } from '../../bytes.ts'
import type { ProtocolFailure } from '../../errors.ts'
import { encodeControlPacket } from '../control-packet.ts'
import { hex } from '../test-support/dialogue.ts'
import { Pap } from './pap.ts'

function signIn(user = 'alice', password = 'päss') {
  const sent: string[] = []
  const outcomes: (string | ProtocolFailure)[] = []
  const pap = new Pap(
    { crypto: nodeCrypto, credentials: { user, password } },
    {
      send: (_protocol, packet) => sent.push(toHex(encodeControlPacket(packet))),
      succeeded: (hlak) => outcomes.push(toHex(hlak)),
      failed: (failure) => outcomes.push(failure),
      passwordChanged: () => {},
      log: () => {},
    },
  )
  pap.start(0)
  const receive = (code: number, body = '', identifier = 1) =>
    pap.handlePacket({ code, identifier, body: fromHex(body) }, 0)
  return { pap, sent, outcomes, receive }
}

describe('PAP (RFC 1334)', () => {
  it('sends name and password in UTF-8', () => {
    expect(signIn().sent).toEqual([hex('01 01 0010 05 616c696365 05 70c3a47373')])
  })

  it('succeeds without a key', () => {
    const { pap, outcomes, receive } = signIn()
    receive(2, '05 68656c6c6f')
    expect(outcomes).toEqual(['00'.repeat(32)])
    expect(pap.nextDeadline()).toBeUndefined()
  })

  it.each([
    ['0b 6e6f20736f7272792121 21', 'no sorry!!!'],
    ['ff 6e6f', 'no'],
    ['02 6e6f6e6f', 'no'],
    ['00', ''],
    ['', ''],
  ])('is refused with the text of %s', (body, message) => {
    const { outcomes, receive } = signIn()
    receive(3, body)
    expect(outcomes).toEqual([{ code: 'sign-in-refused', message, attemptsAllowed: false }])
  })

  it('asks every 3 s under a new identifier and takes the answer to any of them', () => {
    const { pap, sent, outcomes, receive } = signIn()
    pap.handleTimeout(2_999)
    expect(sent).toHaveLength(1)
    pap.handleTimeout(3_000)
    expect(sent.map((packet) => packet.slice(0, 4))).toEqual(['0101', '0102'])
    receive(2, '', 1)
    expect(outcomes).toHaveLength(1)
  })

  it('gives up after ten requests', () => {
    const { pap, sent, outcomes } = signIn()
    for (let due = pap.nextDeadline(); due !== undefined; due = pap.nextDeadline()) pap.handleTimeout(due)
    expect(sent).toHaveLength(10)
    expect(outcomes).toEqual([{ code: 'timeout', rung: 'sign-in', seconds: 30 }])
  })

  it('listens to the first answer only', () => {
    const { outcomes, receive } = signIn()
    receive(2)
    receive(3)
    receive(2)
    expect(outcomes).toHaveLength(1)
  })

  it.each([
    ['x'.repeat(256), 'p', 'user'],
    ['u', 'x'.repeat(256), 'password'],
  ])('does not send what its lengths cannot express', (user, password, tooLong) => {
    const { sent, outcomes } = signIn(user, password)
    expect(sent).toEqual([])
    expect(outcomes).toMatchObject([{ code: 'sign-in-refused', tooLong }])
  })
})
