import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { FailureError } from '../../src-shared/failure.ts'
import { completeHandshake, openTls } from './connect-tls.ts'
import { Receiver } from './receiver.ts'
import { createTrustStore } from './trust-store.ts'

/** How a handshake fails that was begun with a server which says nothing, when the system then reports this. */
async function failureBy(code: string): Promise<unknown> {
  const silent = net.createServer((socket) => socket.on('error', () => undefined))
  onTestFinished(() => void silent.close())
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const receiver = new Receiver()
  const socket = openTls('127.0.0.1', {
    port,
    sni: 'vpn.test',
    trust: createTrustStore(undefined),
    receive: receiver,
  })
  await once(socket, 'connect')
  const presented = completeHandshake(socket, { host: 'vpn.test', port: 443 }, new AbortController().signal)
  socket.destroy(Object.assign(new Error(`read ${code}`), { code, syscall: 'read' }))
  const cause = await presented.catch((error: unknown) => error)
  receiver.release()
  return cause instanceof FailureError ? cause.failure : cause
}

it.each(['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EHOSTDOWN'])(
  'says of %s that no way leads there, also when it comes during the handshake',
  async (detail) => {
    expect(await failureBy(detail)).toEqual({
      code: 'tcp-unreachable',
      host: 'vpn.test',
      port: 443,
      detail,
    })
  },
)

it('blames TLS for a connection that the server breaks off meanwhile', async () => {
  expect(await failureBy('ECONNRESET')).toMatchObject({ code: 'tls-failed' })
})
