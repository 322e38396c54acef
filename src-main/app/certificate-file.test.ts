import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testPki } from '../../e2e/testbed/pki.ts'
import { MAX_CERTIFICATE_BYTES, readCertificates } from './certificate-file.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'culvert-certificates-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

async function fileWith(content: string | Uint8Array): Promise<string> {
  const path = join(folder, 'ca.pem')
  await writeFile(path, content)
  return path
}

describe('a file with certificates', () => {
  it('is read as text and as bytes', async () => {
    const { authority } = await testPki()
    const certificate = new X509Certificate(authority.cert)
    expect(await readCertificates(await fileWith(authority.cert))).toBe(certificate.toString())
    expect(await readCertificates(await fileWith(certificate.raw))).toBe(certificate.toString())
  })

  it('gives its certificates away, all of them, and never a key', async () => {
    const { authority } = await testPki()
    const { cert, key } = authority
    const text = await readCertificates(await fileWith(`# ours\n${key}\n${cert}\r\n${cert}`))
    expect(text.match(/BEGIN CERTIFICATE/g)).toHaveLength(2)
    expect(text).not.toContain('KEY')
  })

  it.each(['', 'format = 1', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])(
    'is refused with words when there is none in it: %j',
    async (content) => {
      await expect(readCertificates(await fileWith(content))).rejects.toThrow('import-malformed')
    },
  )

  it('is refused when it is not there, no file, or too large', async () => {
    await expect(readCertificates(join(folder, 'missing'))).rejects.toThrow('ENOENT')
    await expect(readCertificates(folder)).rejects.toThrow('import-malformed')
    const path = await fileWith(new Uint8Array(MAX_CERTIFICATE_BYTES + 1))
    await expect(readCertificates(path)).rejects.toThrow('import-too-large')
  })
})
