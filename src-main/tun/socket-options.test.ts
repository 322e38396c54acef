import { once } from 'node:events'
import net from 'node:net'
import koffi from 'koffi'
import { afterEach, describe, expect, it } from 'vitest'
import { socketOptions } from './socket-options.ts'

const open: { close(): void }[] = []

afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

async function connectedPair(): Promise<{ near: net.Socket; far: net.Socket }> {
  const server = net.createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const near = net.connect((server.address() as net.AddressInfo).port, '127.0.0.1')
  const [far] = (await once(server, 'connection')) as [net.Socket]
  open.push(server, { close: () => near.destroy() }, { close: () => far.destroy() })
  return { near, far }
}

const TCP_NOTSENT_LOWAT = 25

/** What the kernel says about a number of IPPROTO_TCP. */
function kernelsValue(socket: net.Socket, option: number): number {
  const getsockopt = koffi
    .load('libc.so.6')
    .func('int getsockopt(int fd, int level, int name, _Out_ uint32_t *value, _Inout_ uint32_t *length)')
  const value = new Uint32Array(1)
  expect(getsockopt(Reflect.get(Reflect.get(socket, '_handle'), 'fd'), 6, option, value, [4])).toBe(0)
  return value[0]
}

describe.runIf(process.platform === 'linux')('the options of a socket', () => {
  it('limit what the kernel takes ahead of what it has sent', async () => {
    const { near, far } = await connectedPair()
    expect(socketOptions(near)?.limitUnsent(16 * 1024)).toBe(true)
    expect(kernelsValue(near, TCP_NOTSENT_LOWAT)).toBe(16 * 1024)
    expect(kernelsValue(far, TCP_NOTSENT_LOWAT)).not.toBe(16 * 1024)
  })

  it('say what became of the congestion control', async () => {
    const { near } = await connectedPair()
    expect(socketOptions(near)?.preferCongestionControl()).toMatch(
      /^congestion control (is bbr|stays \w+: .+)/,
    )
  })

  it('leave a socket alone that is closed, although its number may live on', async () => {
    const { near } = await connectedPair()
    const options = socketOptions(near)
    near.destroy()
    await once(near, 'close')
    expect(options?.limitUnsent(4 * 1024)).toBe(false)
    expect(options?.preferCongestionControl()).toMatch(/stays unknown/)
  })

  it('are not there for what has no descriptor', () => {
    expect(socketOptions(new net.Socket())).toBeUndefined()
  })
})
