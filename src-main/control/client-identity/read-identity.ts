import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readPkcs12 } from './pkcs12.ts'
import { IdentityRefused } from './refused.ts'

/** A certificate of the user with its private key. */
export interface ClientIdentity {
  /** PEM, the user's own first. */
  certificate: string
  /** PKCS#8, PEM, not encrypted: it goes into the keychain and nowhere else. */
  key: string
  subject: string
  /** ISO 8601. */
  validTo: string
}

const CERTIFICATES = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g
const KEY = /-----BEGIN ((?:[A-Z]+ )?PRIVATE KEY)-----[\s\S]+?-----END \1-----/

/**
 * The certificate and the key in a file, PKCS#12 or PEM; undefined when it needs a password and none was given. Throws
 * `IdentityRefused`.
 */
export async function readIdentity(
  bytes: Uint8Array,
  password: string | undefined,
): Promise<ClientIdentity | undefined> {
  const text = Buffer.from(bytes).toString('latin1')
  return text.includes('-----BEGIN ') ? readPem(text, password) : await readBinary(bytes, password)
}

function readPem(text: string, password: string | undefined): ClientIdentity | undefined {
  const [block] = KEY.exec(text) ?? []
  if (block === undefined) throw new IdentityRefused('no-key')
  const isLocked = block.includes('ENCRYPTED')
  if (isLocked && password === undefined) return undefined
  return paired(parsed(text.match(CERTIFICATES) ?? []), [keyOf(() => pemKey(block, password), isLocked)])
}

const pemKey = (key: string, passphrase: string | undefined) =>
  createPrivateKey({ key, format: 'pem', ...(passphrase !== undefined && { passphrase }) })

async function readBinary(
  bytes: Uint8Array,
  password: string | undefined,
): Promise<ClientIdentity | undefined> {
  try {
    const { keys, certificates } = await readPkcs12(bytes, password ?? '')
    return paired(
      parsed(certificates),
      keys.map((key) => keyOf(() => createPrivateKey({ key, format: 'der', type: 'pkcs8' }), true)),
    )
  } catch (cause) {
    // A file without a password is one with an empty password.
    if (password === undefined && cause instanceof IdentityRefused && cause.because === 'wrong-password')
      return undefined
    throw cause
  }
}

function keyOf(read: () => KeyObject, isLocked: boolean): KeyObject {
  try {
    return read()
  } catch (cause) {
    throw new IdentityRefused(isLocked ? 'wrong-password' : 'unreadable', { cause })
  }
}

function parsed(certificates: readonly (string | Buffer)[]): X509Certificate[] {
  try {
    return certificates.map((certificate) => new X509Certificate(certificate))
  } catch (cause) {
    throw new IdentityRefused('unreadable', { cause })
  }
}

/** Files of authorities in between come along: the server may need them. */
function paired(certificates: readonly X509Certificate[], keys: readonly KeyObject[]): ClientIdentity {
  if (certificates.length === 0) throw new IdentityRefused('no-certificate')
  if (keys.length === 0) throw new IdentityRefused('no-key')
  for (const key of keys) {
    const own = certificates.find((certificate) => certificate.checkPrivateKey(key))
    if (own === undefined) continue
    const others = certificates.filter((certificate) => certificate !== own)
    return {
      certificate: [own, ...others].map(String).join(''),
      key: String(key.export({ type: 'pkcs8', format: 'pem' })),
      subject: /^CN=(.*)$/m.exec(own.subject)?.[1] ?? own.subject.replaceAll('\n', ', '),
      validTo: new Date(own.validTo).toISOString(),
    }
  }
  throw new IdentityRefused('not-a-pair')
}
