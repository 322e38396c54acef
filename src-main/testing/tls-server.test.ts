import tls from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { testPki } from '../../e2e/testbed/pki.ts'
import { encodeDuplexPost } from '../protocol/http/duplex-post.ts'
import { CALL_CONNECT_REQUEST } from '../protocol/sstp/encode.ts'
import { AddressPool } from './address-pool.ts'
import { type Behaviour, STRICT, vary } from './behaviour.ts'
import { BEHAVIOURS } from './behaviours.ts'
import type { Deed } from './incident.ts'
import type { ServerEvent } from './server-session.ts'
import { TlsServer } from './tls-server.ts'

let server: TlsServer | undefined
const events: ServerEvent[] = []

async function start(behaviour: Behaviour): Promise<void> {
  const pki = await testPki()
  events.length = 0
  server = await TlsServer.start({
    identity: await pki.leaf({ names: ['vpn.test'] }),
    users: { alice: 'secret' },
    pool: new AddressPool('10.0.0.2', 2),
    address: '10.0.0.1',
    dns: [],
    behaviour,
    onEvent: (event) => events.push(event),
  })
}

afterEach(async () => {
  await server?.close()
  server = undefined
})

/** Sends the request and returns what came until the end, and how the connection ended. */
function dial(after?: Uint8Array): Promise<{ text: string; end: string }> {
  const socket = tls.connect({ port: server?.port ?? 0, host: '127.0.0.1', rejectUnauthorized: false })
  const post = encodeDuplexPost({ host: 'vpn.test', port: 443, correlationId: 'test' })
  const chunks: Buffer[] = []
  let end = 'FIN'
  return new Promise((resolve) => {
    socket.on('secureConnect', () => socket.write(post))
    socket.on('data', (chunk) => {
      if (chunks.length === 0 && after !== undefined) socket.write(after)
      chunks.push(chunk)
    })
    socket.on('end', () => {
      end = 'close_notify'
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      end = error.code ?? error.message
    })
    socket.on('close', () => resolve({ text: Buffer.concat(chunks).toString('latin1'), end }))
  })
}

const rightAfterHttp = (does: Deed) => vary(STRICT, { incidents: [{ at: 'http', does }] })

describe('the TLS shell of the test server', () => {
  it('speaks HTTP and SSTP over TLS', async () => {
    await start(vary(STRICT, { incidents: [{ at: 'acknowledged', does: { type: 'close' } }] }))
    const { text } = await dial(CALL_CONNECT_REQUEST)
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(text).toContain('\r\n\r\n\x10\x01\x00\x30\x00\x02')
  })

  it('ends a connection in good order', async () => {
    await start(rightAfterHttp({ type: 'close' }))
    expect((await dial()).end).toBe('close_notify')
  })

  it('drops a connection without a word', async () => {
    await start(rightAfterHttp({ type: 'drop' }))
    expect((await dial()).end).toBe('ECONNRESET')
  })

  it('notices that the client has gone, and frees its address for the next one', async () => {
    await start(BEHAVIOURS.strict)
    for (const count of [1, 2, 3]) {
      const socket = tls.connect({ port: server?.port ?? 0, host: '127.0.0.1', rejectUnauthorized: false })
      await expect.poll(() => countOf('reached')).toBe(count)
      socket.destroy()
      await expect.poll(() => countOf('closed')).toBe(count)
    }
  })
})

const countOf = (type: ServerEvent['type']) => events.filter((event) => event.type === type).length
