import { expect, it } from 'vitest'
import { certificateCount, certificateText, withCertificates } from './certificate-text.ts'

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'
const OTHER = PEM.replace('MIIB', 'MIIC')
const bytesOf = (text: string) => new TextEncoder().encode(text)

it('takes PEM as it is', () => {
  expect(certificateText(bytesOf(`${PEM.replaceAll('\n', '\r\n')}\r\n`))).toBe(PEM)
})

it('writes binary certificates out', () => {
  const der = Uint8Array.from({ length: 100 }, (_, index) => index)
  der.set([0x30, 0x82])
  const pem = certificateText(der) ?? ''
  const [begin, first, second, third, end, ...more] = pem.split('\n')
  expect([begin, end, more]).toEqual(['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----', []])
  expect([first?.length, second?.length]).toEqual([64, 64])
  expect(Buffer.from(`${first}${second}${third}`, 'base64')).toEqual(Buffer.from(der))
})

it.each([
  ['text', bytesOf('vpn.example.com')],
  ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff)],
  ['nothing', new Uint8Array()],
])('takes %s for no certificate', (_, bytes) => {
  expect(certificateText(bytes)).toBeUndefined()
})

it('adds to what is there, once', () => {
  expect(withCertificates('', PEM)).toBe(PEM)
  const both = withCertificates(`${PEM}\n`, OTHER)
  expect(certificateCount(both)).toBe(2)
  expect(withCertificates(both, OTHER)).toBe(both)
})
