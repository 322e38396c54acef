import { execFileSync } from 'node:child_process'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readIdentity } from './read-identity.ts'
import { IdentityRefused } from './refused.ts'

const PASSWORD = 'Grün "7" \\ 🔑'
let folder = ''
const at = (name: string) => join(folder, name)
const file = (name: string) => readFileSync(at(name))
const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'culvert-identity-'))
  for (const [name, ...algorithm] of [
    ['anna', 'rsa:2048'],
    ['curve', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
    ['edward', 'ed25519'],
  ]) {
    const subject = ['-subj', `/O=Example/CN=${name}`, '-keyout', `${name}.key`, '-out', `${name}.crt`]
    openssl('req', '-x509', '-noenc', '-days', '30', '-newkey', ...algorithm, ...subject)
  }
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A PKCS#12 file as OpenSSL writes it. */
function exported(name: string, ...options: string[]): Buffer {
  const key = options.includes('-nokeys') ? [] : ['-inkey', `${name}.key`]
  const password = options.includes('-passout') ? [] : ['-passout', `pass:${PASSWORD}`]
  return openssl('pkcs12', '-export', '-in', `${name}.crt`, ...key, ...password, ...options)
}

async function refusal(bytes: Uint8Array, password?: string): Promise<string> {
  const answer = await readIdentity(bytes, password).catch((error: unknown) => error)
  if (answer === undefined) return 'locked'
  return answer instanceof IdentityRefused ? answer.because : `no refusal: ${answer}`
}

const WAYS: readonly (readonly [string, ...string[]])[] = [
  ['with AES, as OpenSSL 3 and Windows do today'],
  ['with AES-128', '-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC'],
  [
    'with Triple DES and SHA-1, as Windows did',
    '-keypbe',
    'PBE-SHA1-3DES',
    '-certpbe',
    'PBE-SHA1-3DES',
    '-macalg',
    'sha1',
  ],
  ['with a code of SHA-512', '-macalg', 'sha512'],
  ['without a code', '-nomac'],
  ['with certificates in the clear', '-certpbe', 'NONE'],
]

describe('a PKCS#12 file', () => {
  for (const [how, ...options] of WAYS)
    it(`${how}, opens with its password`, async () => {
      const bytes = exported('anna', ...options)
      const identity = await readIdentity(bytes, PASSWORD)
      expect(identity?.subject).toBe('anna')
      expect(identity?.certificate).toBe(new X509Certificate(file('anna.crt')).toString())
      const key = createPrivateKey(identity?.key ?? '')
      expect(key.equals(createPrivateKey(file('anna.key')))).toBe(true)
      expect(await refusal(bytes)).toBe('locked')
      expect(await refusal(bytes, 'kestrel')).toBe('wrong-password')
    })

  for (const name of ['curve', 'edward'])
    it(`holds keys that are not RSA: ${name}`, async () => {
      const identity = await readIdentity(exported(name), PASSWORD)
      expect(createPrivateKey(identity?.key ?? '').equals(createPrivateKey(file(`${name}.key`)))).toBe(true)
    })

  it('brings the certificates of authorities along, behind the own one', async () => {
    const bytes = exported('anna', '-certfile', 'curve.crt')
    const subjects = (await readIdentity(bytes, PASSWORD))?.certificate
      .split(/(?<=-----END CERTIFICATE-----\n)/)
      .map((pem) => new X509Certificate(pem).subject)
    expect(subjects).toEqual(['O=Example\nCN=anna', 'O=Example\nCN=curve'])
  })

  it('without a password opens by itself', async () => {
    const bytes = exported('anna', '-passout', 'pass:')
    expect((await readIdentity(bytes, undefined))?.subject).toBe('anna')
  })

  it('is refused with the reason', async () => {
    expect(await refusal(exported('anna', '-nokeys'), PASSWORD)).toBe('no-key')
    expect(await refusal(exported('anna', '-legacy'), PASSWORD)).toBe('old-encryption')
    expect(await refusal(Buffer.from('not a key store at all'), PASSWORD)).toBe('unreadable')
    expect(await refusal(new Uint8Array(), PASSWORD)).toBe('unreadable')
  })
})

describe('a PEM file', () => {
  const together = (...names: string[]) => Buffer.concat(names.map(file))

  it('holds certificate and key, in any order', async () => {
    for (const bytes of [together('anna.crt', 'anna.key'), together('anna.key', 'curve.crt', 'anna.crt')])
      expect((await readIdentity(bytes, undefined))?.subject).toBe('anna')
  })

  for (const [how, ...options] of [['PKCS#8'], ['the old form', '-traditional']])
    it(`may have its key encrypted as ${how}`, async () => {
      const key = openssl('rsa', '-in', 'anna.key', '-aes256', '-passout', `pass:${PASSWORD}`, ...options)
      const bytes = Buffer.concat([key, file('anna.crt')])
      expect(await refusal(bytes)).toBe('locked')
      expect(await refusal(bytes, 'kestrel')).toBe('wrong-password')
      expect((await readIdentity(bytes, PASSWORD))?.subject).toBe('anna')
    })

  it('is refused with the reason', async () => {
    expect(await refusal(together('anna.crt'))).toBe('no-key')
    expect(await refusal(together('anna.key'))).toBe('no-certificate')
    expect(await refusal(together('anna.key', 'curve.crt'))).toBe('not-a-pair')
  })
})

it('whatever a file holds, it is read or refused', async () => {
  const good = exported('anna')
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.tuple(fc.nat(good.length - 1), fc.nat(255)).map(([where, byte]) => {
      const broken = Buffer.from(good)
      broken[where] = byte
      return broken
    }),
    fc.nat(good.length).map((length) => good.subarray(0, length)),
  )
  await fc.assert(
    fc.asyncProperty(bytes, async (file) => {
      const answer = await readIdentity(file, PASSWORD).catch((error: unknown) => error)
      expect(answer instanceof Error).toBe(answer instanceof IdentityRefused)
    }),
    { numRuns: 150 },
  )
}, 60_000)
