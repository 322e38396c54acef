import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat, fromHex, utf8 } from '../bytes.ts'
import { DuplexPostResponse, encodeDuplexPost, MAX_HEAD_LENGTH } from './duplex-post.ts'

const GUID = '12345678-9abc-def0-1234-56789abcdef0'

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const head = (...lines: string[]) => utf8(`${lines.join('\r\n')}\r\n\r\n`)
const answer = (...lines: string[]) => new DuplexPostResponse().handleBytes(head(...lines))

describe('the request', () => {
  it('is the one that Windows sends', () => {
    const bytes = encodeDuplexPost({ host: 'vpn.example.com', port: 443, correlationId: GUID })
    expect(textOf(bytes)).toBe(
      'SSTP_DUPLEX_POST /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\r\n' +
        'Host: vpn.example.com\r\n' +
        'Content-Length: 18446744073709551615\r\n' +
        `SSTPCORRELATIONID: {${GUID}}\r\n` +
        '\r\n',
    )
  })

  it.each([
    ['another port', 'vpn.example.com', 8443, 'Host: vpn.example.com:8443\r\n'],
    ['an IPv4 address', '192.0.2.1', 443, 'Host: 192.0.2.1\r\n'],
    ['an IPv6 address', '2001:db8::1', 443, 'Host: [2001:db8::1]\r\n'],
    ['an IPv6 address and another port', '2001:db8::1', 8443, 'Host: [2001:db8::1]:8443\r\n'],
  ])('names %s as HTTP wants it', (_what, host, port, line) => {
    expect(textOf(encodeDuplexPost({ host, port, correlationId: GUID }))).toContain(line)
  })

  it('takes another path', () => {
    const bytes = encodeDuplexPost({ host: 'a', port: 443, path: '/?secret', correlationId: GUID })
    expect(textOf(bytes)).toMatch(/^SSTP_DUPLEX_POST \/\?secret HTTP\/1\.1\r\n/)
  })

  it.each([
    ['host', { host: 'a\r\nX: y' }],
    ['host', { host: '' }],
    ['host', { host: 'a b' }],
    ['path', { path: '/ HTTP/1.1\r\nX: y' }],
    ['correlation id', { correlationId: `${GUID}\n` }],
    ['host beyond ASCII', { host: 'bücher.example' }],
  ])('lets no header in through the %s', (_field, fields) => {
    const request = { host: 'a', port: 443, correlationId: GUID, ...fields }
    expect(() => encodeDuplexPost(request)).toThrow(RangeError)
  })
})

const WINDOWS = [
  'HTTP/1.1 200',
  'Content-Length: 18446744073709551615',
  'Server: Microsoft-HTTPAPI/2.0',
  'Date: Thu, 09 Nov 2006 00:51:09 GMT',
]

describe('a response that opens the stream', () => {
  it.each([
    ['Windows, without a reason phrase', WINDOWS],
    ['a trailing blank instead of the reason', ['HTTP/1.1 200 ', 'Content-Length: 18446744073709551615']],
    ['SoftEther', ['HTTP/1.1 200 OK', 'Content-Length: 18446744073709551615']],
    ['header names in another case', ['HTTP/1.1 200 OK', 'CONTENT-length:18446744073709551615']],
    ['HTTP/1.0 with the endless length', ['HTTP/1.0 200 OK', 'Content-Length: 18446744073709551615']],
    ['no length at all', ['HTTP/1.1 200 OK']],
  ])('%s', (_name, lines) => {
    expect(answer(...lines)).toMatchObject({ type: 'accepted', rest: new Uint8Array() })
  })

  it('tells its headers, in lower case', () => {
    const result = answer(...WINDOWS, 'X-Twice: a', 'x-twice: b', 'nonsense')
    expect(result.type === 'accepted' && [...result.headers]).toEqual([
      ['content-length', '18446744073709551615'],
      ['server', 'Microsoft-HTTPAPI/2.0'],
      ['date', 'Thu, 09 Nov 2006 00:51:09 GMT'],
      ['x-twice', 'a, b'],
    ])
  })

  it('may end its lines with LF alone', () => {
    const bytes = utf8('HTTP/1.1 200 OK\nContent-Length: 18446744073709551615\n\n')
    expect(new DuplexPostResponse().handleBytes(bytes).type).toBe('accepted')
  })

  it('leaves the bytes behind the head to SSTP, wherever it is cut', () => {
    const ack = fromHex('10 01 00 08 00 08 00 00')
    const bytes = concat(head(...WINDOWS), ack)
    const end = bytes.length - ack.length
    for (let cut = 0; cut <= end; cut++) {
      const response = new DuplexPostResponse()
      const first = response.handleBytes(bytes.subarray(0, cut))
      const result = cut < end ? response.handleBytes(bytes.subarray(cut)) : first
      if (cut < end) expect(first).toEqual({ type: 'more' })
      expect(result).toMatchObject({ type: 'accepted', rest: cut < end ? ack : new Uint8Array() })
    }
  })

  it('may arrive byte by byte', () => {
    const response = new DuplexPostResponse()
    const types = Array.from(head(...WINDOWS), (byte) => response.handleBytes(Uint8Array.of(byte)).type)
    expect(types.pop()).toBe('accepted')
    expect(new Set(types)).toEqual(new Set(['more']))
  })
})

describe('a response that refuses, and its name', () => {
  it.each([
    [['HTTP/1.1 404 Not Found', 'Server: nginx'], { code: 'http-wrong-path', status: 404, server: 'nginx' }],
    [['HTTP/1.1 404 Not Found'], { code: 'http-wrong-path', status: 404 }],
    [
      ['HTTP/1.1 301 Moved', 'Location: https://example.com/'],
      { code: 'http-redirect', status: 301, location: 'https://example.com/' },
    ],
    [['HTTP/1.1 302 Found'], { code: 'http-redirect', status: 302, location: '' }],
    [['HTTP/1.1 307 X', 'Location: /a'], { code: 'http-redirect', status: 307, location: '/a' }],
    [['HTTP/1.1 308 X', 'Location: /a'], { code: 'http-redirect', status: 308, location: '/a' }],
    [['HTTP/1.1 401 Unauthorized'], { code: 'http-forbidden', status: 401 }],
    [['HTTP/1.1 403 Forbidden'], { code: 'http-forbidden', status: 403 }],
    [['HTTP/1.0 407 Proxy'], { code: 'http-proxy-sign-in', status: 407 }],
    [['HTTP/1.1 503 Service Unavailable'], { code: 'http-server-full', status: 503 }],
    [['HTTP/1.1 400 Bad Request'], { code: 'http-web-server', status: 400 }],
    [
      ['HTTP/1.1 405 Not Allowed', 'Server: Apache'],
      { code: 'http-web-server', status: 405, server: 'Apache' },
    ],
    [['HTTP/1.1 501 Not Implemented'], { code: 'http-web-server', status: 501 }],
    [
      ['HTTP/1.1 200 OK', 'Content-Length: 612', 'Server: nginx'],
      { code: 'http-web-server', status: 200, server: 'nginx' },
    ],
    [
      // One less than the endless length: the same number as soon as it is read as a double.
      ['HTTP/1.1 200 OK', 'Content-Length: 18446744073709551614'],
      { code: 'http-web-server', status: 200 },
    ],
    [['HTTP/1.1 200 OK', 'Content-Type: text/html; charset=utf-8'], { code: 'http-web-server', status: 200 }],
    [['HTTP/1.1 200 OK', 'Transfer-Encoding: chunked'], { code: 'http-web-server', status: 200 }],
    [['HTTP/1.0 200 OK'], { code: 'http-web-server', status: 200 }],
    [['HTTP/1.1 502 Bad Gateway'], { code: 'http-status', status: 502, reason: 'Bad Gateway' }],
    [['HTTP/1.1 500'], { code: 'http-status', status: 500, reason: '' }],
  ])('%j', (lines, failure) => {
    expect(answer(...lines)).toEqual({ type: 'refused', failure })
  })

  it('shows nothing of the server that could harm a terminal or fill a screen', () => {
    const result = answer('HTTP/1.1 404 X', `Server: \u001b[31m${'x'.repeat(500)}`)
    expect(result).toMatchObject({ failure: { server: `.[31m${'x'.repeat(195)}` } })
  })
})

describe('what is not HTTP', () => {
  it.each([
    ['SSH', utf8('SSH-2.0-OpenSSH_9.2\r\n'), 'SSH-2.0-OpenSSH_9.2..'],
    ['one wrong byte', utf8('HTTX'), 'HTTX'],
    ['a status line without a status', utf8('HTTP/1.1 fine\r\n\r\n'), 'HTTP/1.1 fine....'],
    ['SSTP without HTTP', fromHex('10 01 00 08'), '....'],
  ])('%s', (_name, bytes, beginning) => {
    expect(new DuplexPostResponse().handleBytes(bytes)).toEqual({
      type: 'refused',
      failure: { code: 'http-not-http', beginning },
    })
  })

  it('is noticed at the first byte that HTTP would not send', () => {
    const response = new DuplexPostResponse()
    expect(response.handleBytes(utf8('HT')).type).toBe('more')
    expect(response.handleBytes(utf8('t'))).toMatchObject({ failure: { code: 'http-not-http' } })
  })
})

describe('a head without an end', () => {
  const tooLong = { type: 'refused', failure: { code: 'http-head-too-long', limit: MAX_HEAD_LENGTH } }
  const endless = concat(utf8('HTTP/1.1 200 OK\r\nX: '), new Uint8Array(2 * MAX_HEAD_LENGTH).fill(0x78))

  it('is given up at the limit, in one chunk or in many', () => {
    expect(new DuplexPostResponse().handleBytes(endless)).toEqual(tooLong)
    const response = new DuplexPostResponse()
    for (let at = 0; at < MAX_HEAD_LENGTH; at += 1024) {
      expect(response.handleBytes(endless.subarray(at, at + 1024))).toEqual({ type: 'more' })
    }
    expect(response.handleBytes(Uint8Array.of(0x78))).toEqual(tooLong)
  })

  it('is given up although its end is there, when that comes too late', () => {
    const late = concat(endless, utf8('\r\n\r\n'))
    expect(new DuplexPostResponse().handleBytes(late)).toEqual(tooLong)
  })
})

describe('whatever arrives', () => {
  const line = fc.oneof(
    fc.constantFrom('HTTP/1.1 200 OK', 'HTTP/1.0 404', 'Content-Length: 18446744073709551615', ':', '', 'A:'),
    fc.string({ maxLength: 20 }),
  )
  const stream = fc.oneof(
    fc.array(line, { maxLength: 8 }).map((lines) => utf8(lines.join('\r\n'))),
    fc.uint8Array({ maxLength: 200 }),
  )

  it('is answered without throwing, and the same for every cut', () => {
    fc.assert(
      fc.property(stream, fc.nat(200), (bytes, at) => {
        const cut = Math.min(at, bytes.length)
        const whole = new DuplexPostResponse().handleBytes(bytes)
        const response = new DuplexPostResponse()
        const first = response.handleBytes(bytes.subarray(0, cut))
        const last = first.type === 'more' ? response.handleBytes(bytes.subarray(cut)) : first
        expect(last.type).toBe(whole.type)
      }),
      { seed: 3, numRuns: 1000 },
    )
  })
})
