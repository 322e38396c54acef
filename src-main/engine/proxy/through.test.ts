import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import tls from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { testPki } from '../../../e2e/testbed/pki.ts'
import { defaultProfile } from '../../../src-shared/default-profile.ts'
import type { Profile } from '../../../src-shared/profile.ts'
import { dial } from '../dialer.ts'
import { Ladder } from '../ladder.ts'
import { Receiver } from '../receiver.ts'
import { createTrustStore, type TrustStore } from '../trust-store.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function listen(server: net.Server): Promise<number> {
  closing.push(() => server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** A TLS server that says what it hears. */
async function echo(name: string): Promise<number> {
  const { cert, key } = await (await testPki()).leaf({ names: [name] })
  return listen(
    tls.createServer({ cert, key }, (socket) => {
      socket.on('error', () => socket.destroy())
      socket.pipe(socket)
    }),
  )
}

/** A proxy that leads whoever asks to one port, and notes what it was asked. */
async function proxyTo(port: number, asked: string[]): Promise<number> {
  return listen(
    net.createServer((client) => {
      client.on('error', () => client.destroy())
      client.once('data', (request) => {
        asked.push(request.toString().split('\r\n')[0] ?? '')
        const server = net.connect(port, '127.0.0.1', () => {
          client.write('HTTP/1.1 200 OK\r\n\r\n')
          server.pipe(client).pipe(server)
        })
        server.on('error', () => client.destroy())
      })
    }),
  )
}

async function reach(profile: Profile, trust: TrustStore) {
  const receiver = new Receiver()
  const connections: string[] = []
  const log: string[] = []
  const dialled = await dial({
    profile,
    trust,
    receive: receiver,
    ladder: new Ladder(() => undefined),
    signal: new AbortController().signal,
    beforeConnect: async (address, port) => {
      connections.push(`${address}:${port}`)
      return 0
    },
    onLog: (text) => log.push(text),
  })
  closing.push(() => dialled.socket.destroy())
  return { dialled, receiver, connections, log }
}

const trustTheLab = async () => createTrustStore((await testPki()).authority.cert)

describe('through a proxy', () => {
  it('the name is the proxy’s to look up, only the proxy is dialled, and bytes come in the fixed buffer', async () => {
    const asked: string[] = []
    const proxy = await proxyTo(await echo('vpn.invalid'), asked)
    const profile = {
      ...defaultProfile({ host: 'vpn.invalid', port: 4443 }),
      proxy: { mode: 'manual', url: `http://127.0.0.1:${proxy}` } as const,
    }
    const { dialled, receiver, connections } = await reach(profile, await trustTheLab())
    expect(asked).toEqual(['CONNECT vpn.invalid:4443 HTTP/1.1'])
    expect(connections).toEqual([`127.0.0.1:${proxy}`])
    expect(dialled).toMatchObject({ proxy: `http://127.0.0.1:${proxy}`, address: '127.0.0.1' })
    const heard = new Promise<string>((resolve) =>
      receiver.listen((chunk) => {
        expect(chunk.buffer).toBe(receiver.buffer.buffer)
        resolve(Buffer.from(chunk).toString())
      }),
    )
    dialled.socket.write('hello')
    expect(await heard).toBe('hello')
    const closed = new Promise((resolve) => dialled.socket.once('close', resolve))
    dialled.socket.end()
    await closed
  })
})

describe('a script from the network', () => {
  const withScript = (url: string) => ({
    ...defaultProfile({ host: 'vpn.invalid', port: 443 }),
    proxy: { mode: 'pac', url } as const,
  })
  const serve = (status: number, text: string) =>
    listen(http.createServer((_, response) => void response.writeHead(status).end(text)))

  it('is fetched past the block, run, and what it names is taken', async () => {
    const asked: string[] = []
    const proxy = await proxyTo(await echo('vpn.invalid'), asked)
    const port = await serve(200, `function FindProxyForURL() { return 'PROXY 127.0.0.1:${proxy}; DIRECT' }`)
    const { connections } = await reach(withScript(`http://127.0.0.1:${port}/p.pac`), await trustTheLab())
    expect(connections).toEqual([`127.0.0.1:${port}`, `127.0.0.1:${proxy}`])
    expect(asked).toEqual(['CONNECT vpn.invalid:443 HTTP/1.1'])
  })

  it.each([
    [404, '', 'unreachable'],
    [200, 'x'.repeat(1_100_000), 'too-large'],
    [200, 'function (', 'faulty'],
  ])('with %i and trouble is a failure with words', async (status, text, because) => {
    const port = await serve(status, text)
    const failed = reach(withScript(`http://127.0.0.1:${port}/`), await trustTheLab())
    await expect(failed).rejects.toMatchObject({ failure: { code: 'proxy-script-failed', because } })
  })
})

describe('several servers', () => {
  it('are tried in their order; the next connection begins with the one that answered', async () => {
    const dead = await listen(net.createServer())
    closing.pop()?.()
    const port = await echo('localhost')
    const profile: Profile = {
      ...defaultProfile({ host: '127.0.0.1', port: dead }),
      alternatives: [{ host: 'localhost', port }],
      proxy: { mode: 'none' },
    }
    const trust = await trustTheLab()
    const first = await reach(profile, trust)
    expect(first.dialled.profile).toMatchObject({
      server: { host: 'localhost', port },
      identity: { sni: 'localhost', verifyName: 'localhost' },
    })
    const failed = ({ log }: typeof first) => log.filter((text) => text.includes('cannot be reached'))
    expect(failed(first)).toEqual([`127.0.0.1:${dead} cannot be reached; now localhost:${port} is tried`])
    const second = await reach(profile, trust)
    expect(failed(second)).toEqual([])
    expect(second.dialled.profile.server.port).toBe(port)
  })
})
