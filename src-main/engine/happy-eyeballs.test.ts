import net, { type AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { connectFirst, interleaveFamilies } from './happy-eyeballs.ts'

const servers: net.Server[] = []
afterEach(() => servers.splice(0).forEach((server) => void server.close()))

async function listen(host: string, port = 0): Promise<number> {
  const server = net.createServer((socket) => socket.end())
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(port, host, resolve))
  return (server.address() as AddressInfo).port
}

const v4 = (address: string) => ({ address, family: 4 })
const v6 = (address: string) => ({ address, family: 6 })
const to = (port: number) => (host: string) => net.connect({ host, port })
const never = new AbortController().signal

describe('interleaveFamilies', () => {
  it('alternates, beginning with the family that the resolver put first', () => {
    expect(interleaveFamilies([v6('::1'), v6('::2'), v4('1.1.1.1')])).toEqual([
      v6('::1'),
      v4('1.1.1.1'),
      v6('::2'),
    ])
    expect(interleaveFamilies([v4('1.1.1.1'), v6('::1'), v6('::2')])).toEqual([
      v4('1.1.1.1'),
      v6('::1'),
      v6('::2'),
    ])
  })

  it('keeps a single family as it is', () => {
    expect(interleaveFamilies([v4('1.1.1.1'), v4('2.2.2.2')])).toEqual([v4('1.1.1.1'), v4('2.2.2.2')])
    expect(interleaveFamilies([])).toEqual([])
  })
})

describe('connectFirst', () => {
  it('goes on to the next address at once when one refuses', async () => {
    const port = await listen('127.0.0.1')
    const socket = await connectFirst([v4('127.0.0.2'), v4('127.0.0.1')], to(port), never)
    expect(socket.remoteAddress).toBe('127.0.0.1')
    socket.destroy()
  })

  it('reaches a server that only listens on the other family', async () => {
    const port = await listen('127.0.0.1')
    const socket = await connectFirst([v6('::1'), v4('127.0.0.1')], to(port), never)
    expect(socket.remoteFamily).toBe('IPv4')
    socket.destroy()
  })

  it('reports every cause when nobody answers', async () => {
    const port = await listen('127.0.0.1')
    servers.splice(0).forEach((server) => void server.close())
    const failed = connectFirst([v4('127.0.0.1'), v4('127.0.0.2')], to(port), never)
    await expect(failed).rejects.toMatchObject({
      errors: [{ code: 'ECONNREFUSED' }, { code: 'ECONNREFUSED' }],
    })
  })

  it('stops with the reason of its signal', async () => {
    const controller = new AbortController()
    const port = await listen('127.0.0.1')
    const connecting = connectFirst([v4('127.0.0.1')], to(port), controller.signal)
    controller.abort(new Error('the user changed his mind'))
    await expect(connecting).rejects.toThrow('changed his mind')
  })

  it('does not start when the signal is aborted already', async () => {
    const port = await listen('127.0.0.1')
    await expect(connectFirst([v4('127.0.0.1')], to(port), AbortSignal.abort('no'))).rejects.toBe('no')
  })
})
