import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askPort80, judgeAnswer, suspicionOf } from './captive-portal.ts'

const OWN = ['vpn.example.com', '192.0.2.1']
const answer = (status: string, headers = '', body = '') => `HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`
const HTML = 'Content-Type: text/html; charset=utf-8'

describe('what answers on port 80 is a sign-in page', () => {
  it('when it sends to another host', () =>
    expect(
      judgeAnswer(answer('302 Found', 'Location: http://login.hotel.test/?m=1'), OWN, 'redirect'),
    ).toEqual({
      url: 'http://login.hotel.test/?m=1',
    }))

  it('when it says so', () =>
    expect(judgeAnswer(answer('511 Network Authentication Required', HTML), OWN, 'redirect')).toEqual({}))

  it('when it is a page where only SSTP was expected, and nothing else answers there', () => {
    expect(judgeAnswer(answer('200 OK', HTML, '<p>Welcome</p>'), OWN, 'page')).toEqual({})
    expect(judgeAnswer(answer('200 OK', '', '<!DOCTYPE html>'), OWN, 'page')).toEqual({})
  })
})

describe('what answers on port 80 is the server', () => {
  it.each(['https://vpn.example.com/', 'https://www.example.com/', 'http://192.0.2.1/start', '/login'])(
    'when it sends to %s',
    (location) =>
      expect(judgeAnswer(answer('301 Moved', `Location: ${location}`), OWN, 'page')).toBeUndefined(),
  )

  it('when it has a page and only its certificate is not known', () =>
    expect(judgeAnswer(answer('200 OK', HTML, '<html>'), OWN, 'redirect')).toBeUndefined())

  it('when it refuses, or speaks something else', () => {
    expect(judgeAnswer(answer('404 Not Found', HTML), OWN, 'page')).toBeUndefined()
    expect(judgeAnswer('SSH-2.0-OpenSSH_9.2', OWN, 'page')).toBeUndefined()
    expect(judgeAnswer('', OWN, 'page')).toBeUndefined()
  })
})

it('reads whatever is sent', () => {
  fc.assert(
    fc.property(fc.string(), (text) => void judgeAnswer(`HTTP/1.1 302 x\r\nLocation: ${text}`, OWN, 'page')),
  )
})

it('suspects nobody of what only the server itself can say', () => {
  expect(suspicionOf({ code: 'sign-in-refused', message: '', attemptsAllowed: false })).toBe('none')
  expect(suspicionOf({ code: 'server-ended', reason: '' })).toBe('none')
})

describe('the question', () => {
  const serverThat = async (reply: string) => {
    const asked: string[] = []
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.on('data', (chunk) => {
        asked.push(chunk.toString())
        socket.end(reply)
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return { server, asked, port: (server.address() as AddressInfo).port }
  }
  const signal = new AbortController().signal

  it('names nothing but the address', async () => {
    const { server, asked, port } = await serverThat(answer('511 x'))
    expect(await askPort80('127.0.0.1', { signal, port })).toContain('511')
    server.close()
    expect(asked[0]).toMatch(/^GET \/ HTTP\/1\.1\r\nHost: 127\.0\.0\.1\r\n/)
    expect(asked[0]?.toLowerCase()).not.toContain('culvert')
  })

  it('reads no more than it needs', async () => {
    const { server, port } = await serverThat('x'.repeat(1_000_000))
    expect((await askPort80('127.0.0.1', { signal, port })).length).toBeLessThan(200_000)
    server.close()
  })

  it('has no answer where nobody listens', async () => {
    const { server, port } = await serverThat('')
    server.close()
    await once(server, 'close')
    expect(await askPort80('127.0.0.1', { signal, port })).toBe('')
  })
})
