import { createHash, X509Certificate } from 'node:crypto'
import type { IgnoredSetting } from '../../../src-shared/import-review.ts'
import { joined, type Reading, refused } from './imported.ts'
import { assemble } from './ingredients.ts'
import { type SoftEtherBlock, softEtherConfig } from './softether-config.ts'

export const SOFTETHER_SIGN = /^[ \t]*declare[ \t]+root[ \t]*$/m

/** How the client signs in (`AuthType`); passwords are kept as a hash or encrypted, and neither is any use to us. */
const AUTH = { ANONYMOUS: '0', PLAIN: '2', CERTIFICATE: '3', SMART_CARD: '4' } as const

/**
 * Reads a connection that SoftEther's client has exported (`*.vpn`), or its whole configuration with all accounts. The
 * server must offer SSTP besides SoftEther's own protocol; the hub becomes part of the user's name, as SSTP wants it.
 */
export function readSoftEther(text: string, source: string): Reading {
  const accounts = accountsIn(softEtherConfig(text))
  if (accounts.length === 0) return refused({ code: 'import-no-sstp', source, kinds: ['SoftEther'] })
  return joined(accounts.map((account) => readAccount(account, source)))
}

/** The configuration is at most a few levels deep, its reader sees to that. */
function accountsIn(block: SoftEtherBlock): SoftEtherBlock[] {
  if (block.blocks.has('clientoption')) return [block]
  return [...block.blocks.values()].flatMap((inner) => accountsIn(inner))
}

function readAccount({ values, blocks, line }: SoftEtherBlock, source: string): Reading {
  const option = blocks.get('clientoption')?.values ?? new Map<string, string>()
  const auth = blocks.get('clientauth')?.values ?? new Map<string, string>()
  const [user, hub] = [auth.get('username') ?? '', option.get('hubname') ?? '']
  const didNotVerify = values.get('checkservercert') !== 'true'
  const pin = didNotVerify ? undefined : fingerprintOf(values.get('servercert') ?? '')
  return assemble('softether-vpn', source, {
    name: option.get('accountname'),
    server: withPort(option.get('hostname') ?? '', option.get('port')),
    user: user === '' || hub === '' ? user : `${user}@${hub}`,
    methods: auth.get('authtype') === AUTH.PLAIN ? ['ms-chap-v2', 'pap'] : ['ms-chap-v2'],
    ...(pin !== undefined && { pins: [pin] }),
    sourceDidNotVerify: didNotVerify,
    ignored: leftOut(values, option, auth),
    line: blocks.get('clientoption')?.line ?? line,
  })
}

/** Newer clients write `host/tcp` to switch their own UDP off. */
function withPort(host: string, port: string | undefined): string {
  const bare = host.replace(/\/.*$/s, '')
  if (port === undefined || port === '') return bare
  return bare.includes(':') && !bare.startsWith('[') ? `[${bare}]:${port}` : `${bare}:${port}`
}

/** The certificate that the client was told to expect, as a pin. */
function fingerprintOf(base64: string): string | undefined {
  if (base64 === '') return undefined
  const der = Buffer.from(base64, 'base64')
  try {
    return createHash('sha256').update(new X509Certificate(der).raw).digest('hex')
  } catch {
    return undefined
  }
}

function leftOut(
  values: ReadonlyMap<string, string>,
  option: ReadonlyMap<string, string>,
  auth: ReadonlyMap<string, string>,
): IgnoredSetting[] {
  const note = (present: boolean, name: string, reason: IgnoredSetting['reason']): IgnoredSetting[] =>
    present ? [{ name, reason }] : []
  const filled = (map: ReadonlyMap<string, string>, key: string) => (map.get(key) ?? '') !== ''
  const type = auth.get('authtype')
  return [
    ...note(values.get('checkservercert') === 'false', 'CheckServerCert', 'would-weaken-security'),
    ...note(filled(auth, 'hashedpassword'), 'HashedPassword', 'secret'),
    ...note(filled(auth, 'encryptedpassword'), 'EncryptedPassword', 'secret'),
    ...note(filled(auth, 'clientkey'), 'ClientKey', 'secret'),
    ...note(
      type === AUTH.ANONYMOUS || type === AUTH.CERTIFICATE || type === AUTH.SMART_CARD,
      'AuthType',
      'not-supported-yet',
    ),
    ...note((option.get('proxytype') ?? '0') !== '0', 'ProxyType', 'not-supported-yet'),
    ...note(filled(option, 'proxypassword'), 'ProxyPassword', 'secret'),
    ...note(option.get('useencrypt') === 'false', 'UseEncrypt', 'would-weaken-security'),
    ...note(Number(option.get('maxconnection') ?? 1) > 1, 'MaxConnection', 'not-for-sstp'),
    ...note(option.get('requirebridgeroutingmode') === 'true', 'RequireBridgeRoutingMode', 'not-for-sstp'),
  ]
}
