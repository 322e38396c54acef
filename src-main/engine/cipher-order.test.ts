import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import tls from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testPki } from '../../e2e/testbed/pki.ts'
import { cipherOrder, listsAes } from './cipher-order.ts'

let server: tls.Server

beforeAll(async () => {
  const { certFile, keyFile } = await (await testPki()).leaf({ names: ['ciphers.test'] })
  // It leaves the choice to the client.
  server = tls.createServer({
    cert: readFileSync(certFile),
    key: readFileSync(keyFile),
    honorCipherOrder: false,
  })
  server.on('secureConnection', (socket) => socket.on('error', () => undefined).end())
  await once(server.listen(0, '127.0.0.1'), 'listening')
})

afterAll(() => server?.close())

async function agreed(aesIsFast: boolean, maxVersion: tls.SecureVersion): Promise<string> {
  const { port } = server.address() as AddressInfo
  const ciphers = cipherOrder(aesIsFast)
  const socket = tls.connect({ host: '127.0.0.1', port, ciphers, maxVersion, rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  const { name } = socket.getCipher()
  socket.destroy()
  return name
}

describe('the order of ciphers', () => {
  it.each(['TLSv1.3', 'TLSv1.2'] as const)('suits the processor in %s', async (version) => {
    expect(await agreed(true, version)).toMatch(/AES.*GCM/)
    expect(await agreed(false, version)).toMatch(/CHACHA20/)
  })

  it('leaves nothing out and nothing twice', () => {
    const before = tls.DEFAULT_CIPHERS.split(':')
    const after = cipherOrder(false).split(':')
    expect(new Set(after).size).toBe(after.length)
    expect(before.filter((name) => !after.includes(name))).toEqual([])
  })
})

describe('the instructions of a processor', () => {
  it.each([
    ['an x86 with them', 'flags\t\t: fpu vme aes xsave avx\n', true],
    ['an x86 without them', 'model name\t: An aes of a name\nflags\t\t: fpu vme vaes xsave\n', false],
    ['an ARM with them', 'BogoMIPS\t: 50.00\nFeatures\t: fp asimd evtstrm aes pmull sha1\n', true],
    ['a Raspberry Pi 4, which has none', 'Features\t: fp asimd evtstrm crc32 cpuid\n', false],
  ])('are found on %s', (_, cpuinfo, found) => {
    expect(listsAes(cpuinfo)).toBe(found)
  })
})
