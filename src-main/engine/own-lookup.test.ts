import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { hostsEntries, nameServers, nameServersOutside } from './name-servers.ts'
import { ownLookup } from './own-lookup.ts'

const never = new AbortController().signal
const anyPort = async () => 0
const sockets: Socket[] = []

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close()
})

const TYPE = { A: 1, AAAA: 28 } as const
const V4 = Uint8Array.of(192, 0, 2, 7)
const V6 = Uint8Array.from({ length: 16 }, (_, i) => (i === 15 ? 7 : i === 0 ? 0x20 : i === 1 ? 0x01 : 0))

/** A name server that answers each question by a code, and with a record of the type that was asked for. */
async function nameServer(answer: (type: number) => { code: number; data?: Uint8Array } | 'silence') {
  const socket = createSocket('udp4')
  sockets.push(socket)
  socket.on('message', (query, { address, port }) => {
    const type = query.readUInt16BE(query.length - 4)
    const reply = answer(type)
    if (reply === 'silence') return
    const { code, data } = reply
    const header = Buffer.from(query.subarray(0, 12))
    header.writeUInt16BE(0x8180 | code, 2)
    header.writeUInt16BE(data === undefined ? 0 : 1, 6)
    const record = Buffer.alloc(12)
    record.writeUInt16BE(0xc00c, 0)
    record.writeUInt16BE(type, 2)
    record.writeUInt16BE(1, 4)
    record.writeUInt16BE(data?.length ?? 0, 10)
    socket.send(Buffer.concat([header, query.subarray(12), ...(data ? [record, data] : [])]), port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return (socket.address() as AddressInfo).port
}

const ask = (port: number) =>
  ownLookup('vpn.example.com', never, anyPort, { servers: ['127.0.0.1'], port, known: [] })

describe('a name, asked by ourselves', () => {
  it('has the addresses of both families', async () => {
    const port = await nameServer((type) => ({ code: 0, data: type === TYPE.A ? V4 : V6 }))
    expect(await ask(port)).toEqual([
      { address: '192.0.2.7', family: 4 },
      { address: '2001::7', family: 6 },
    ])
  })

  it('has those of one family where there is no other', async () => {
    const port = await nameServer((type) => (type === TYPE.A ? { code: 0, data: V4 } : { code: 0 }))
    expect(await ask(port)).toEqual([{ address: '192.0.2.7', family: 4 }])
  })

  it('may not exist', async () => {
    const port = await nameServer(() => ({ code: 3 }))
    await expect(ask(port)).rejects.toMatchObject({ failure: { code: 'name-not-found' } })
  })

  it('may not be answered for', async () => {
    const port = await nameServer(() => ({ code: 5 }))
    await expect(ask(port)).rejects.toMatchObject({ failure: { code: 'name-lookup-failed' } })
  })

  it('is not asked for when it is an address, or in the file of hosts', async () => {
    const allow = () => Promise.reject(new Error('somebody asked'))
    expect(await ownLookup('192.0.2.9', never, allow)).toEqual([{ address: '192.0.2.9', family: 4 }])
    const known = [{ address: '192.0.2.8', family: 4 }]
    expect(await ownLookup('vpn.example.com', never, allow, { known })).toEqual(known)
  })

  it('is waited for as long as somebody wants it', async () => {
    const port = await nameServer(() => 'silence')
    const options = { servers: ['127.0.0.1'], port, known: [] }
    const wish = ownLookup('vpn.example.com', AbortSignal.timeout(50), anyPort, options)
    await expect(wish).rejects.toMatchObject({ name: 'TimeoutError' })
  })
})

describe('the name servers', () => {
  const files = (texts: Record<string, string>) => (path: string) => texts[path]

  it('are those behind a resolver of our own', () => {
    const read = files({
      '/etc/resolv.conf': 'nameserver 127.0.0.53\noptions edns0\n',
      '/run/systemd/resolve/resolv.conf': '# by resolved\nnameserver 192.0.2.53\nnameserver 2001:db8::53\n',
    })
    expect(nameServers(read)).toEqual(['192.0.2.53', '2001:db8::53', '127.0.0.53'])
  })

  it('are those of the file otherwise', () =>
    expect(nameServers(files({ '/etc/resolv.conf': 'nameserver 192.0.2.1\nnameserver junk\n' }))).toEqual([
      '192.0.2.1',
    ]))

  it('without a tunnel that stands are those that its own took the place of, and those of before', () => {
    const read = files({
      '/etc/resolv.conf': 'nameserver 10.20.0.53\n',
      '/etc/resolv.conf.before-culvert': 'nameserver 127.0.0.1\nnameserver 192.0.2.53\n',
    })
    const known = { inside: ['10.20.0.53'], before: ['192.0.2.54', '192.0.2.53', '127.0.0.53'] }
    expect(nameServersOutside(known, read)).toEqual(['192.0.2.53', '192.0.2.54'])
    expect(nameServersOutside(known, files({}))).toEqual(['192.0.2.54', '192.0.2.53'])
  })

  it('are none where there is no file', () => expect(nameServers(files({}))).toEqual([]))
})

it('reads the file of hosts', () => {
  const read = () => '192.0.2.4 VPN.example.com vpn # ours\n# 192.0.2.5 vpn.example.com\n::1 localhost\n'
  expect(hostsEntries('vpn.example.com.', read)).toEqual([{ address: '192.0.2.4', family: 4 }])
  expect(hostsEntries('other.example.com', read)).toEqual([])
})
