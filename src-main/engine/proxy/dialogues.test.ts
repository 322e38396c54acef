import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dialogue, DialogueStep } from './dialogue.ts'
import { HttpConnect } from './http-connect.ts'
import type { ProxyServer } from './proxy.ts'
import { Socks5 } from './socks5.ts'

const TARGET = { host: 'vpn.example.com', port: 443 }
const HTTP: ProxyServer = { kind: 'http', host: 'proxy.example', port: 3128 }
const SOCKS: ProxyServer = { kind: 'socks5', host: 'proxy.example', port: 1080 }
const ANNA = { user: 'anna', password: 'sesame' }
const CANARY = 'sesame'

/** Says all this to the dialogue, in pieces of so many bytes, and tells its last step; what it sends is collected. */
function say(dialogue: Dialogue, answers: readonly (string | Uint8Array)[], size = 1_000_000) {
  const sent = [Buffer.from(dialogue.start()).toString('latin1')]
  let step: DialogueStep = { type: 'more' }
  for (const answer of answers) {
    const bytes = Buffer.from(answer as string, 'latin1')
    for (let at = 0; at < bytes.length; at += size) {
      step = dialogue.handleBytes(bytes.subarray(at, at + size))
      if (step.type === 'send') sent.push(Buffer.from(step.bytes).toString('latin1'))
      if (step.type === 'reconnect') sent.push(Buffer.from(dialogue.start()).toString('latin1'))
      if (step.type === 'open' || step.type === 'failed') return { step, sent }
    }
  }
  return { step, sent }
}

const wants = (challenge: string, more = 'Content-Length: 3\r\n\r\nno!') =>
  `HTTP/1.1 407 Sign in\r\nProxy-Authenticate: ${challenge}\r\n${more}`
const OK = 'HTTP/1.1 200 Connection established\r\n\r\n'

describe.each([1, 2, 7, 1_000_000])('CONNECT, cut into pieces of %i', (size) => {
  it('asks for the name, which is not looked up here, and is through', () => {
    const { step, sent } = say(new HttpConnect(HTTP, TARGET), [OK], size)
    expect(step).toEqual({ type: 'open' })
    expect(sent).toEqual([
      'CONNECT vpn.example.com:443 HTTP/1.1\r\nHost: vpn.example.com:443\r\nProxy-Connection: keep-alive\r\n\r\n',
    ])
  })

  it('signs in with the safest that is offered, on the same connection', () => {
    const all = 'Basic realm="x", Digest realm="x", nonce="n", qop="auth"'
    const { step, sent } = say(new HttpConnect({ ...HTTP, ...ANNA }, TARGET), [wants(all), OK], size)
    expect(step).toEqual({ type: 'open' })
    expect(sent[1]).toContain('Proxy-Authorization: Digest username="anna"')
    expect(sent.join()).not.toContain(CANARY)
  })

  it('takes a new connection when the old one is closed', () => {
    const answer = 'HTTP/1.0 407 Sign in\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n'
    const { step, sent } = say(new HttpConnect({ ...HTTP, ...ANNA }, TARGET), [answer, OK], size)
    expect(step).toEqual({ type: 'open' })
    expect(sent[1]).toContain(`Basic ${Buffer.from('anna:sesame').toString('base64')}`)
  })
})

describe('CONNECT with a ticket of Kerberos', () => {
  const TOKEN = { outcome: 'token', token: new Uint8Array([1, 2, 3]) } as const
  const NONE = { outcome: 'none', because: 'No Kerberos credentials available' } as const
  const NEGOTIATE = wants('Negotiate')

  it('asks for one when the proxy takes it, before any password', () => {
    const dialogue = new HttpConnect({ ...HTTP, ...ANNA }, TARGET)
    expect(say(dialogue, [wants('Basic realm="x", Negotiate')]).step).toEqual({ type: 'ticket' })
    dialogue.handleTicket(TOKEN)
    const { step, sent } = say(dialogue, [OK])
    expect(step).toEqual({ type: 'open' })
    expect(sent.join()).toContain('Proxy-Authorization: Negotiate AQID\r\n')
  })

  it('goes on with a password when there is none, and asks for it once only', () => {
    const dialogue = new HttpConnect({ ...HTTP, ...ANNA }, TARGET)
    const both = wants('Negotiate, Basic realm="x"')
    expect(say(dialogue, [both]).step).toEqual({ type: 'ticket' })
    dialogue.handleTicket(NONE)
    const { step, sent } = say(dialogue, [both, OK])
    expect(step).toEqual({ type: 'open' })
    expect(sent[0]).not.toContain('Authorization')
    expect(sent[1]).toContain('Proxy-Authorization: Basic ')
  })

  it('goes on with a password when the proxy refuses the ticket', () => {
    const dialogue = new HttpConnect({ ...HTTP, ...ANNA }, TARGET)
    const both = wants('Negotiate, Basic realm="x"')
    say(dialogue, [both])
    dialogue.handleTicket(TOKEN)
    const { step, sent } = say(dialogue, [both, OK])
    expect(step).toEqual({ type: 'open' })
    expect(sent[1]).toContain('Proxy-Authorization: Basic ')
  })

  it.each([
    [NONE, 'No Kerberos credentials available'],
    [TOKEN, 'the proxy does not accept the ticket'],
  ])('says why it was of no use when nothing else is offered: %o', (ticket, kerberos) => {
    const dialogue = new HttpConnect(HTTP, TARGET)
    expect(say(dialogue, [NEGOTIATE]).step).toEqual({ type: 'ticket' })
    dialogue.handleTicket(ticket)
    expect(say(dialogue, [NEGOTIATE]).step).toMatchObject({
      failure: { code: 'proxy-method-not-supported', methods: ['Negotiate (Kerberos)'], kerberos },
    })
  })

  it('does not ask for one for a proxy without a name', () => {
    const dialogue = new HttpConnect({ ...HTTP, host: '192.0.2.8' }, TARGET)
    expect(say(dialogue, [NEGOTIATE]).step).toMatchObject({
      failure: { code: 'proxy-method-not-supported', methods: ['Negotiate (Kerberos)'] },
    })
  })
})

describe('CONNECT tells apart', () => {
  const failure = (...answers: string[]) => {
    const { step } = say(new HttpConnect({ ...HTTP, ...ANNA }, TARGET), answers)
    return step.type === 'failed' ? step.failure : step
  }
  const proxy = 'http://proxy.example:3128'
  const target = 'vpn.example.com:443'

  it('a wrong password, which is told once only', () =>
    expect(failure(wants('Basic realm="x"'), wants('Basic realm="x"'))).toEqual({
      code: 'proxy-sign-in-refused',
      proxy,
      method: 'Basic',
      user: 'anna',
    }))

  it('a wrong password that is answered as tinyproxy does', () =>
    expect(failure(wants('Basic realm="x"'), 'HTTP/1.1 401 Unauthorized\r\n\r\n')).toMatchObject({
      code: 'proxy-sign-in-refused',
      method: 'Basic',
    }))

  it('a nonce that is only old from a password that is wrong', () => {
    const digest = (nonce: string, stale = '') =>
      wants(`Digest realm="x", nonce="${nonce}", qop="auth"${stale}`)
    expect(failure(digest('a'), digest('b'))).toMatchObject({
      code: 'proxy-sign-in-refused',
      method: 'Digest',
    })
    expect(failure(digest('a'), digest('b', ', stale=true'), OK)).toEqual({ type: 'open' })
    expect(failure(digest('a'), digest('a', ', stale=true'))).toMatchObject({ code: 'proxy-sign-in-refused' })
  })

  it('a proxy that has only ways that nobody can go here', () =>
    expect(failure(wants('Bearer'))).toEqual({
      code: 'proxy-method-not-supported',
      proxy,
      methods: ['bearer'],
    }))

  it('a proxy that wants a sign-in from one for whom there is no password', () => {
    const { step } = say(new HttpConnect(HTTP, TARGET), [wants('NTLM, Basic realm="x"')])
    expect(step).toEqual({
      type: 'failed',
      failure: { code: 'proxy-sign-in-needed', proxy, methods: ['NTLM', 'Basic'] },
    })
  })

  it.each([
    ['HTTP/1.1 403 Forbidden\r\n\r\n', { code: 'proxy-forbids', target, status: 403 }],
    ['HTTP/1.1 503 Service Unavailable\r\n\r\n', { code: 'proxy-cannot-reach', target }],
    ['SSH-2.0-OpenSSH_9.2\r\n', { code: 'proxy-nonsense' }],
    [`${OK}too early`, { code: 'proxy-nonsense' }],
    [`HTTP/1.1 200 OK\r\nX: ${'y'.repeat(20_000)}`, { code: 'proxy-nonsense' }],
    ['HTTP/1.1 302 Found\r\nLocation: http://login/\r\n\r\n', { code: 'proxy-nonsense' }],
  ])('%j', (answer, expected) => expect(failure(answer)).toMatchObject({ ...expected, proxy }))
})

describe('CONNECT with NTLM', () => {
  const message = Buffer.alloc(48)
  message.write('NTLMSSP\0')
  message.writeUInt32LE(2, 8)
  message.writeUInt32LE(0x00088201, 20)
  const challenge = wants(`NTLM ${message.toString('base64')}`)

  it('takes three steps on one connection', () => {
    const { step, sent } = say(
      new HttpConnect({ ...HTTP, ...ANNA }, TARGET),
      [wants('NTLM'), challenge, OK],
      5,
    )
    expect(step).toEqual({ type: 'open' })
    expect(sent.map((text) => /Proxy-Authorization: (\w+ .{12})/.exec(text)?.[1])).toEqual([
      undefined,
      'NTLM TlRMTVNTUAAB',
      'NTLM TlRMTVNTUAAD',
    ])
  })

  it('is refused at its end, or broken off by a proxy that hangs up', () => {
    const dialogue = () => new HttpConnect({ ...HTTP, ...ANNA }, TARGET)
    expect(say(dialogue(), [wants('NTLM'), challenge, wants('NTLM')]).step).toMatchObject({
      failure: { code: 'proxy-sign-in-refused', method: 'NTLM' },
    })
    const closed = challenge.replace('Content-Length: 3', 'Connection: close\r\nContent-Length: 3')
    expect(say(dialogue(), [wants('NTLM'), closed]).step).toMatchObject({
      failure: { code: 'proxy-nonsense' },
    })
  })
})

const ANSWERED = '\x05\x00\x00\x01\x7f\x00\x00\x01\x01\xbb'

describe.each([1, 3, 1_000_000])('SOCKS5, cut into pieces of %i', (size) => {
  it('asks for the name without a sign-in', () => {
    const { step, sent } = say(new Socks5(SOCKS, TARGET), ['\x05\x00', ANSWERED], size)
    expect(step).toEqual({ type: 'open' })
    expect(sent).toEqual(['\x05\x01\x00', `\x05\x01\x00\x03\x0fvpn.example.com\x01\xbb`])
  })

  it('signs in when that is wanted', () => {
    const { step, sent } = say(
      new Socks5({ ...SOCKS, ...ANNA }, { host: '2001:db8::7', port: 8443 }),
      ['\x05\x02', '\x01\x00', '\x05\x00\x00\x03\x02ab\x00\x50'],
      size,
    )
    expect(step).toEqual({ type: 'open' })
    expect(sent.slice(0, 2)).toEqual(['\x05\x02\x00\x02', '\x01\x04anna\x06sesame'])
    expect(sent[2]).toBe(`\x05\x01\x00\x04\x20\x01\x0d\xb8${'\x00'.repeat(11)}\x07\x20\xfb`)
  })
})

describe('SOCKS5 tells apart', () => {
  it.each([
    ['\x05\xff', 'proxy-method-not-supported'],
    ['\x05\x02\x01\x01', 'proxy-sign-in-refused'],
    ['\x05\x00\x05\x02', 'proxy-forbids'],
    ['\x05\x00\x05\x05', 'proxy-cannot-reach'],
    ['\x05\x00\x05\x09', 'proxy-nonsense'],
    ['\x05\x00\x05\x00\x00\x07\x00', 'proxy-nonsense'],
    ['HTTP/1.1 400 Bad Request', 'proxy-nonsense'],
    ['\x05\x05', 'proxy-nonsense'],
    [`\x05\x00${ANSWERED}x`, 'proxy-nonsense'],
  ])('%j as %s', (answer, code) =>
    expect(
      say(new Socks5({ ...SOCKS, ...ANNA }, TARGET), [answer.slice(0, 2), answer.slice(2)]).step,
    ).toMatchObject({
      failure: { code },
    }),
  )

  it('a proxy that wants a password that there is not', () =>
    expect(say(new Socks5(SOCKS, TARGET), ['\x05\xff']).step).toMatchObject({
      failure: { code: 'proxy-sign-in-needed', methods: ['password'] },
    }))
})

describe('hostile answers', () => {
  const dialogues = [
    () => new HttpConnect({ ...HTTP, ...ANNA }, TARGET),
    () => new Socks5({ ...SOCKS, ...ANNA }, TARGET),
  ]
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .constantFrom(
        OK,
        wants('NTLM'),
        wants('Basic'),
        wants('Digest nonce="x"', 'Content-Length: 99999\r\n\r\n'),
        '\x05\x02',
        '\x01\x00',
        ANSWERED,
      )
      .map((text) => Buffer.from(text, 'latin1')),
  )

  it('end in words or in a connection, never in an exception, and never hold the password', () =>
    fc.assert(
      fc.property(fc.constantFrom(...dialogues), fc.array(piece, { maxLength: 12 }), (create, pieces) => {
        const { step } = say(create(), pieces)
        expect(JSON.stringify(step)).not.toContain(CANARY)
      }),
    ))

  it('cannot make it go on forever', () => {
    const { step } = say(
      new HttpConnect({ ...HTTP, ...ANNA }, TARGET),
      Array.from({ length: 50 }, (_, i) => wants(`Digest realm="x", nonce="${i}", stale=true`)),
    )
    expect(step).toMatchObject({ type: 'failed', failure: { code: 'proxy-nonsense' } })
  })
})
