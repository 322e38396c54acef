import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat, toHex, utf8 } from '../bytes.ts'
import { EAP_CAP, EAP_TYPE } from './constants.ts'
import { exportKeyingMaterial, HELLO } from './test-support/clear-tls.ts'
import { Tunnelled } from './test-support/tunnelled.ts'
import type { TlsState } from './tls-stream.ts'

const eapTls = (secured: TlsState) => new Tunnelled(EAP_TYPE.tls, { methods: ['eap-tls'], secured })

const TLS_12: TlsState = { type: 'secured', version: '1.2' }
const TLS_13: TlsState = { type: 'secured', version: '1.3' }

describe('EAP-TLS', () => {
  it('is over with the handshake of TLS 1.2', () => {
    const tunnel = eapTls(TLS_12).begin()
    tunnel.succeed()
    expect(tunnel.key).toEqual(exportKeyingMaterial(128, 'client EAP encryption').subarray(0, 64))
  })

  it('waits for one zero byte with TLS 1.3, by which the server accepts our certificate (RFC 9190)', () => {
    const tunnel = eapTls(TLS_13).begin()
    tunnel.say('00')
    tunnel.succeed()
    const key = exportKeyingMaterial(128, 'EXPORTER_EAP_TLS_Key_Material', Uint8Array.of(13))
    expect(tunnel.key).toEqual(key.subarray(0, 64))
  })

  it.each(['', '01', '0000'])('does not take "%s" for that byte', (plain) => {
    const tunnel = eapTls(TLS_13).begin()
    tunnel.say(plain)
    tunnel.succeed()
    expect(tunnel).toMatchObject({ failure: { code: 'server-not-authentic' }, key: undefined })
  })

  it('names the certificate when the server ends it without a word', () => {
    const tunnel = eapTls(TLS_12).begin()
    tunnel.fail()
    expect(tunnel.failure).toEqual({ code: 'client-certificate-refused', detail: '' })
  })

  it('names the alert that was sent', () => {
    const tunnel = eapTls({ type: 'failed', detail: 'tlsv1 alert unknown ca' }).begin()
    expect(tunnel.failure).toEqual({ code: 'client-certificate-refused', detail: 'unknown ca' })
  })

  it('begins anew when the server does, but not once the tunnel stands', () => {
    const tunnel = eapTls(TLS_12)
    tunnel.request(Uint8Array.of(0x20))
    tunnel.request(Uint8Array.of(0x20))
    expect(tunnel.sent.map((body) => toHex(body.subarray(6)))).toEqual([toHex(HELLO), toHex(HELLO)])
    tunnel.request(concat(Uint8Array.of(0), utf8('server hello')))
    tunnel.request(Uint8Array.of(0x20))
    expect(tunnel.failure).toMatchObject({ code: 'auth-server-tls-failed' })
  })

  it('ends a conversation that has no end', () => {
    const tunnel = eapTls(TLS_13).begin()
    for (let i = 0; i < EAP_CAP.requests; i++) tunnel.say('')
    expect(tunnel.failure).toMatchObject({ code: 'link-not-agreed' })
  })

  it('makes no trouble in whatever packets the server sends, and answers each at most once', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 20 }), (packets) => {
        const tunnel = eapTls(TLS_13)
        for (const packet of packets) tunnel.request(packet)
        expect(tunnel.sent.length).toBeLessThanOrEqual(packets.length)
      }),
    )
  })
})
