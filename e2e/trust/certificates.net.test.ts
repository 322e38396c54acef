import { X509Certificate } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestServerConfig } from '../../src-main/testing/test-server-main.ts'
import type { CliEvent } from '../../src-shared/cli-events.ts'
import { MethodTable } from '../radius/method-table.ts'
import { COMMAND } from '../testbed/command.ts'
import { connect, Namespace } from '../testbed/namespace.ts'
import { ownedFolder } from '../testbed/owner.ts'
import { type LeafOptions, testPki } from '../testbed/pki.ts'
import { RevocationPki } from '../testbed/revocation-pki.ts'
import { SstpServer } from '../testbed/sstp-server.ts'

/** Certificates of every kind against what a profile can say about them; what a user then reads is in trust.net.test.ts. */
const SERVER = '192.0.2.1'
const NAME = 'vpn.test'
const folder = ownedFolder('certificates')
const table = new MethodTable('certificates', ['Certificate', 'The profile has', 'Result'])

interface Identity {
  cert: string
  key: string
}

let serverSide: Namespace
let clientSide: Namespace
let between: RevocationPki
let authority: string
let port = 4700

beforeAll(async () => {
  serverSide = await Namespace.create('server')
  clientSide = await Namespace.create('client')
  await connect(
    { namespace: serverSide, device: 'wan0', address: `${SERVER}/24` },
    { namespace: clientSide, device: 'eth0', address: '192.0.2.2/24' },
  )
  between = await RevocationPki.create()
  authority = (await testPki()).authority.cert
}, 60_000)

afterAll(async () => {
  await clientSide?.remove()
  await serverSide?.remove()
  rmSync(folder, { recursive: true })
  table.write()
})

interface Wanted {
  identity: Identity
  tls?: TestServerConfig['tls']
  /** What the profile has, in the words of the table, with its lines under [identity] and what `doctor` then says. */
  profiles: readonly (readonly [words: string, lines: string, result: string])[]
}

/** Starts a server with this certificate and asks `culvert doctor` with each of the profiles. */
async function meets(certificate: string, { identity, tls, profiles }: Wanted): Promise<void> {
  port += 1
  const server = await SstpServer.start(serverSide, { identity, port, tun: false, ...(tls && { tls }) })
  try {
    for (const [words, lines, result] of profiles) {
      expect(await verdict(lines), `${certificate}, ${words}`).toBe(result)
      table.note(certificate, words, result)
    }
  } finally {
    await server.stop()
  }
}

/** How `culvert doctor` ends: `accepted`, with what it says about revocation, or the code of the failure. */
async function verdict(lines: string): Promise<string> {
  const file = join(folder, `office-${port}.sstp`)
  const name = lines.includes('verify-name') ? '' : `verify-name = "${NAME}"\nsni = "${NAME}"`
  writeFileSync(file, `format = 1\nserver = "${SERVER}:${port}"\n[identity]\n${name}\n${lines}`)
  const { stdout } = await clientSide.exec(process.execPath, [COMMAND, 'doctor', file, '--json'], {
    check: false,
  })
  const events: CliEvent[] = stdout.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
  for (const event of events) if (event.type === 'error') return `\`${event.code}\``
  for (const event of events)
    if (event.type === 'report' && event.report.certificate?.accepted)
      return event.report.certificate.revocation === 'good' ? 'accepted, not revoked' : 'accepted'
  throw new Error(stdout)
}

const leaf = async (options: Partial<LeafOptions> = {}) =>
  (await testPki()).leaf({ names: [NAME], ...options })
const ca = (pem: string) => `ca = """\n${pem}"""`
const pinOf = ({ cert }: Identity) =>
  `pin-sha256 = ["${new X509Certificate(cert).fingerprint256.replaceAll(':', '').toLowerCase()}"]`
const OTHER_PIN = `pin-sha256 = ["${'0'.repeat(64)}"]`

describe('a certificate that is in order', () => {
  it('is accepted by who trusts its authority or itself', async () => {
    const identity = await leaf()
    await meets('in order, RSA', {
      identity,
      profiles: [
        ['its authority', ca(authority), 'accepted'],
        ['nothing', '', '`certificate-unknown-issuer`'],
        ['another authority', ca(between.root), '`certificate-unknown-issuer`'],
        ['its fingerprint', pinOf(identity), 'accepted'],
        ['another fingerprint', OTHER_PIN, '`certificate-pin-mismatch`'],
        [
          'its authority and another fingerprint',
          `${ca(authority)}\n${OTHER_PIN}`,
          '`certificate-pin-mismatch`',
        ],
      ],
    })
  })

  it.each(['ec', 'ed25519'] as const)('may have a key of kind %s', async (kind) => {
    const { cert, key } = await between.leaf(`kind-${kind}`, kind)
    await meets(`in order, ${kind === 'ec' ? 'ECDSA' : 'Ed25519'}, from an intermediate that is sent`, {
      identity: { cert: cert + between.between, key },
      profiles: [['the root', ca(between.root), 'accepted']],
    })
  })

  it('may be for any purpose', async () =>
    meets('without extended key usage', {
      identity: await leaf({ usage: 'none' }),
      profiles: [['its authority', ca(authority), 'accepted']],
    }))
})

describe('a name', () => {
  it('may be an address or a pattern', async () => {
    const address = `verify-name = "${SERVER}"`
    await meets('for an IP address', {
      identity: await leaf({ names: [SERVER] }),
      profiles: [
        ['its authority, the address as the name', `${address}\n${ca(authority)}`, 'accepted'],
        ['its authority, a name', ca(authority), '`certificate-wrong-name`'],
      ],
    })
    const named = (name: string) => `verify-name = "${name}"\nsni = "${name}"\n${ca(authority)}`
    await meets('for *.vpn.test', {
      identity: await leaf({ names: ['*.vpn.test'] }),
      profiles: [
        ['its authority, name a.vpn.test', named('a.vpn.test'), 'accepted'],
        ['its authority, name a.b.vpn.test', named('a.b.vpn.test'), '`certificate-wrong-name`'],
        ['its authority, name vpn.test', named('vpn.test'), '`certificate-wrong-name`'],
      ],
    })
  })

  it('may stand in the common name alone, as on old appliances', async () => {
    const { cert, key } = await between.leaf('common-name', 'rsa', 'v3_no_san')
    await meets('with its name as the common name alone', {
      identity: { cert: cert + between.between, key },
      profiles: [['the root', ca(between.root), 'accepted']],
    })
  })

  it('that is another one is forgiven to a pin alone', async () => {
    const identity = await leaf({ names: ['other.test'] })
    await meets('for another name', {
      identity,
      profiles: [
        ['its authority', ca(authority), '`certificate-wrong-name`'],
        ['its fingerprint', pinOf(identity), 'accepted'],
      ],
    })
  })
})

describe('a certificate that is not in order', () => {
  it.each([
    ['that has expired', { validity: 'expired' }, '`certificate-expired`'],
    ['that is not valid yet', { validity: 'not-yet' }, '`certificate-not-yet-valid`'],
    ['for clients alone', { usage: 'client' }, '`certificate-wrong-purpose`'],
    ['signed by itself', { selfSigned: true }, '`certificate-self-signed`'],
  ] as const)('because it is one %s', async (certificate, options, result) => {
    const identity = await leaf(options)
    await meets(certificate, {
      identity,
      profiles: [
        ['its authority', ca(authority), result],
        ['its fingerprint', pinOf(identity), 'accepted'],
      ],
    })
  })

  it('because one is missing in between', async () =>
    meets('from an intermediate that is not sent', {
      identity: await between.leaf('alone'),
      profiles: [
        ['the root', ca(between.root), '`certificate-unknown-issuer`'],
        ['the root and the intermediate', ca(between.root + between.between), 'accepted'],
      ],
    }))

  it('because it can be forged', async () => {
    const { cert, key } = await between.leaf('weak', 'rsa', 'v3_leaf', 'sha1')
    await meets('signed with SHA-1', {
      identity: { cert: cert + between.between, key },
      tls: { ciphers: 'DEFAULT@SECLEVEL=0' },
      profiles: [['the root', ca(between.root), '`certificate-rejected`']],
    })
  })

  it('because it was revoked, also to a pin', async () => {
    const { cert, key } = await between.leaf('bad', 'rsa')
    const good = await between.leaf('good', 'rsa')
    await between.revoke('bad')
    const list = `crl = """\n${await between.list()}"""`
    const [root, hard] = [ca(between.root), 'revocation = "hard"']
    await meets('revoked', {
      identity: { cert: cert + between.between, key },
      profiles: [
        ['the root and a list', `${root}\n${list}`, '`certificate-revoked`'],
        ['its fingerprint and a list', `${pinOf({ cert, key })}\n${list}`, '`certificate-revoked`'],
        ['the root alone', root, 'accepted'],
        ['the root, and wants to be sure', `${root}\n${hard}`, '`certificate-revocation-unknown`'],
      ],
    })
    await meets('not revoked', {
      identity: { cert: good.cert + between.between, key: good.key },
      profiles: [
        ['the root and a list, and wants to be sure', `${root}\n${list}\n${hard}`, 'accepted, not revoked'],
      ],
    })
  })
})
