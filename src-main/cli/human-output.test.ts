import { describe, expect, it } from 'vitest'
import type { Language } from '../../src-shared/settings.ts'
import type { ConnectionFacts } from '../../src-shared/tunnel-state.ts'
import type { EngineEvent } from '../engine/messages.ts'
import { HumanOutput } from './human-output.ts'
import type { Terminal } from './terminal.ts'

const FACTS: ConnectionFacts = {
  device: 'sstp0',
  address: '10.0.0.2',
  peer: '10.0.0.1',
  dns: ['10.0.0.53'],
  mtu: 1400,
  server: 'vpn.example.com:443',
  serverAddress: '192.0.2.7',
  tlsVersion: 'TLSv1.3',
  cipher: 'TLS_AES_256_GCM_SHA384',
  auth: 'ms-chap-v2',
  binding: 'sha-256',
  certificate: {
    subject: 'vpn.example.com',
    issuer: 'Example CA',
    validTo: '2030-01-31T00:00:00.000Z',
    sha256: 'ab'.repeat(32),
    trust: 'system',
  },
  routes: ['all IPv4 traffic through the tunnel', 'IPv6 blocked'],
}

const stats = (at: number, bytesIn: number, bytesOut: number): EngineEvent => ({
  type: 'stats',
  stats: { at, bytesIn, bytesOut, packetsIn: 0, packetsOut: 0, dropped: 0 },
})

/** What a person would read: everything that was written to both streams, as it was written. */
function printed(
  columns: number | undefined,
  colour: boolean,
  play: (output: HumanOutput) => void,
  language: Language = 'en',
): string {
  let text = ''
  const terminal: Terminal = { write: (part) => (text += part), columns, colour }
  play(new HumanOutput(terminal, terminal, { verbose: false, language }))
  return text
}

describe('the output for people', () => {
  it('is plain lines in a pipe: the ladder, the facts, the end', () => {
    const text = printed(undefined, false, (output) => {
      output.note('Connecting to Office (vpn.example.com:443) as anna')
      output.handle({ type: 'rung-start', rung: 'name' })
      output.handle({ type: 'ladder', report: { rung: 'name', ok: true, ms: 3.24, detail: '192.0.2.7' } })
      output.handle({ type: 'ladder', report: { rung: 'tls', ok: true, ms: 21.7, detail: 'TLSv1.3' } })
      output.handle({ type: 'log', level: 'debug', text: 'never shown unless asked for' })
      output.handle({ type: 'state', state: { state: 'connected', ...FACTS } })
      output.handle({ type: 'state', state: { state: 'disconnecting' } })
      output.handle({ type: 'state', state: { state: 'disconnected' } })
    })
    expect(text).toMatchInlineSnapshot(`
      "Connecting to Office (vpn.example.com:443) as anna
        ✓ Name      3.2 ms  192.0.2.7
        ✓ TLS        22 ms  TLSv1.3
      Connected
        Address   10.0.0.2, server 10.0.0.1, MTU 1400, device sstp0
        DNS       10.0.0.53
        Server    vpn.example.com:443 (192.0.2.7)
        Identity  vpn.example.com, vouched for by this computer's authorities, valid until 2030-01-31
        Sign-in   ms-chap-v2, bound to the TLS connection with SHA-256
      Ctrl-C disconnects.
      Disconnecting…
      Disconnected. The network is as it was before.
      "
    `)
  })

  it('speaks German to whoever does', () => {
    const play = (output: HumanOutput) => {
      output.handle({ type: 'ladder', report: { rung: 'name', ok: true, ms: 3.24, detail: '192.0.2.7' } })
      output.handle({ type: 'ladder', report: { rung: 'sign-in', ok: true, ms: 21.7, detail: 'ms-chap-v2' } })
      output.handle({ type: 'state', state: { state: 'connected', ...FACTS } })
      output.handle(stats(100_000, 0, 0))
      output.handle(stats(165_000, 3_249_000, 0))
      output.handle({ type: 'silent', seconds: 12 })
      output.warn('…')
      output.handle({
        type: 'state',
        state: {
          state: 'reconnecting',
          attempt: 2,
          retryInMs: 4_000,
          failure: { code: 'connection-silent', seconds: 30 },
        },
      })
      output.handle({ type: 'state', state: { state: 'disconnecting' } })
      output.handle({ type: 'state', state: { state: 'disconnected' } })
    }
    expect(printed(undefined, false, play, 'de')).toMatchInlineSnapshot(`
      "  ✓ Name        3,2 ms  192.0.2.7
        ✓ Anmeldung    22 ms  ms-chap-v2
      Verbunden
        Adresse    10.0.0.2, Server 10.0.0.1, MTU 1400, Gerät sstp0
        DNS        10.0.0.53
        Server     vpn.example.com:443 (192.0.2.7)
        Identität  vpn.example.com, verbürgt von den Zertifizierungsstellen dieses Computers, gültig bis 31.01.2030
        Anmeldung  ms-chap-v2, mit SHA-256 an die TLS-Verbindung gebunden
      Strg-C trennt die Verbindung.
      ↓ 50,0 kB/s  ↑ 0 B/s      gesamt 3,2 MB / 0 B, 1 Min. 5 s
      Seit 12 s keine Antwort vom Server. Es wird weiter versucht …
      Warnung: …
      ✗ Die Verbindung ist abgerissen: Der Server antwortet nicht mehr
        Seit 30 s kam nichts mehr vom Server, obwohl Culvert nachgefragt hat. Das Netzwerk ist weg oder der Server.
        Prüfen Sie, ob dieser Computer online ist, und verbinden Sie sich dann erneut. Geschieht es nur nach ruhigen Zeiten, trennt vielleicht eine Firewall auf dem Weg ruhende Verbindungen: Verständigen Sie die Administration.
        (connection-silent)
      Neuer Versuch in 4 s.
      Verbindung wird getrennt …
      Getrennt. Das Netzwerk ist wieder wie vorher.
      "
    `)
  })

  it('keeps one live line of rates for a person who watches, shorter in a narrow window', () => {
    const text = printed(40, false, (output) => {
      output.handle({ type: 'state', state: { state: 'connected', ...FACTS } })
      output.handle(stats(1_000, 0, 0))
      output.handle(stats(2_000, 3_200_000, 400_000))
      output.note('something else')
    })
    expect(text).toContain('\r\u001b[K↓ 3.2 MB/s   ↑ 400 kB/s   1 s\r\u001b[Ksomething else\n')
  })

  it('says little about rates in a pipe: a line a minute', () => {
    const text = printed(undefined, false, (output) => {
      output.handle({ type: 'state', state: { state: 'connected', ...FACTS } })
      for (let second = 0; second <= 121; second++)
        output.handle(stats(second * 1_000 + 100_000, second * 1_000, 0))
    })
    expect(text.split('\n').filter((line) => line.startsWith('↓'))).toHaveLength(3)
  })

  it('shows no rates while it disconnects', () => {
    const text = printed(80, false, (output) => {
      output.handle({ type: 'state', state: { state: 'connected', ...FACTS } })
      output.handle(stats(1_000, 0, 0))
      output.handle({ type: 'state', state: { state: 'disconnecting' } })
      output.handle(stats(1_200, 50, 50))
    })
    expect(text).toMatch(/Disconnecting…\n$/)
  })

  it('breaks lines between words for a terminal', () => {
    const text = printed(60, false, (output) => {
      output.handle({ type: 'state', state: { state: 'connected', ...FACTS } })
      output.warn('The keys of this connection are written to a file that somebody could read.')
    })
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(60)
    expect(text).toContain('\n            authorities, valid until 2030-01-31\n')
  })

  it('gives a failure a title, the cause, the remedy, and its code for searches', () => {
    const text = printed(80, true, (output) =>
      output.fail({ code: 'tcp-refused', host: 'vpn.example.com', port: 443 }),
    )
    expect(text).toContain('\u001b[31m✗')
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(90)
    expect(text).toContain('(tcp-refused)')
  })

  it('lets no text of a server drive the terminal', () => {
    const text = printed(80, false, (output) => {
      output.handle({ type: 'ladder', report: { rung: 'tls', ok: true, ms: 1, detail: 'a\u001b[2Jb\nc' } })
      output.handle({ type: 'log', level: 'warn', text: 'server header: \u0007\u202eevil' })
      output.report({ server: 'vpn.example.com:443', likelyServer: 'it calls itself "\u001b]0;x\u0007"' })
    })
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_C}]/u)
    expect(text).toContain('a [2Jb c')
  })

  it('says why and when it tries again', () => {
    const text = printed(undefined, false, (output) =>
      output.handle({
        type: 'state',
        state: {
          state: 'reconnecting',
          attempt: 2,
          retryInMs: 4_000,
          failure: { code: 'connection-silent', seconds: 12 },
        },
      }),
    )
    expect(text).toContain('(connection-silent)')
    expect(text).toContain('Trying again in 4 s.')
  })
})
