import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestServerConfig } from '../../src-main/testing/test-server-main.ts'
import { COMMAND } from '../testbed/command.ts'
import type { InterceptorConfig } from '../testbed/interceptor-main.ts'
import { connect, Namespace } from '../testbed/namespace.ts'
import { ownedFolder } from '../testbed/owner.ts'
import type { RunResult } from '../testbed/processes.ts'
import { RevocationPki } from '../testbed/revocation-pki.ts'
import { SstpServer } from '../testbed/sstp-server.ts'
import { startSslsplit } from './sslsplit.ts'

/**
 * What a user reads about the identity of a server that is not what it should be: the real commands against servers with
 * certificates that OpenSSL made. The whole texts are in the snapshot file beside this one.
 */
const ROOT = join(import.meta.dirname, '..', '..')
const SERVER = '192.0.2.1'
const folder = ownedFolder('trust')

interface Identity {
  cert: string
  key: string
}

let serverSide: Namespace
let clientSide: Namespace
let pki: RevocationPki
let inspectors: RevocationPki
let good: Identity
let nextPort = 4600

beforeAll(async () => {
  serverSide = await Namespace.create('server')
  clientSide = await Namespace.create('client')
  await connect(
    { namespace: serverSide, device: 'wan0', address: `${SERVER}/24` },
    { namespace: clientSide, device: 'eth0', address: '192.0.2.2/24' },
  )
  pki = await RevocationPki.create()
  inspectors = await RevocationPki.create('http://127.0.0.1:1/none', 'Zscaler-Intermediate-CA')
  good = chained(await pki.leaf('good', 'rsa'), pki)
}, 60_000)

afterAll(async () => {
  await clientSide?.remove()
  await serverSide?.remove()
})

const chained = ({ cert, key }: Identity, from: RevocationPki): Identity => ({
  cert: cert + from.between,
  key,
})

function profileFile(port: number, identity: string): string {
  const file = join(folder, `office-${port}.sstp`)
  const lines = [
    'format = 1',
    'name = "Office"',
    `server = "${SERVER}:${port}"`,
    '[sign-in]',
    'user = "alice"',
    '[identity]',
    'verify-name = "vpn.test"',
    'sni = "vpn.test"',
    identity,
  ]
  writeFileSync(file, lines.join('\n'))
  return file
}

function culvert(words: readonly string[]): Promise<RunResult> {
  return clientSide.exec(process.execPath, [COMMAND, ...words], { check: false, input: 'secret\n' })
}

const doctor = (file: string) => culvert(['doctor', file])
const connectOnce = (file: string) => culvert(['connect', file, '--password-stdin', '--once', '--verbose'])

/** What it said, without the steps, the log and what differs from run to run. */
function words({ code, stdout, stderr }: RunResult): string {
  const steady = `${stdout}\n${stderr}`
    .split('\n')
    .filter((line) => /^(?:✗| {2}\S| {15}\S)/.test(line) && !/^ {2}(?:[✓✗]|info:|debug:|warn:)/.test(line))
    .join('\n')
    .replaceAll(folder, '<folder>')
    .replace(/:46\d\d/g, ':<port>')
    .replace(/\b[0-9a-f]{64}\b/g, '<sha-256>')
    .replace(/\b\d{4}-\d\d-\d\d([T ][\d:.]+(Z| UTC)?)?/g, '<time>')
  return `exit code ${code}\n${steady}`
}

type Config = Partial<TestServerConfig> & { identity?: Identity }

async function withServer<T>(config: Config, use: (port: number) => Promise<T>): Promise<T> {
  const port = nextPort++
  const server = await SstpServer.start(serverSide, { identity: good, port, tun: false, ...config })
  try {
    return await use(port)
  } finally {
    await server.stop()
  }
}

async function both(config: Config, identity: string): Promise<string> {
  return await withServer(config, async (port) => {
    const file = profileFile(port, identity)
    return `${words(await connectOnce(file))}\n--- doctor\n${words(await doctor(file))}`
  })
}

const ca = () => `ca = """\n${pki.root}"""`

describe('a certificate', () => {
  it('whose intermediate the server does not send', async () => {
    const { cert, key } = await pki.leaf('alone')
    expect(await both({ identity: { cert, key } }, ca())).toMatchSnapshot()
  })

  it('that is signed with SHA-1', async () => {
    const weak = chained(await pki.leaf('weak', 'rsa', 'v3_leaf', 'sha1'), pki)
    const tls = { ciphers: 'DEFAULT@SECLEVEL=0' }
    expect(await both({ identity: weak, tls }, ca())).toMatchSnapshot()
  })

  it('that the list in the profile revokes', async () => {
    const bad = chained(await pki.leaf('bad'), pki)
    await pki.revoke('bad')
    expect(await both({ identity: bad }, `${ca()}\ncrl = """\n${await pki.list()}"""`)).toMatchSnapshot()
  })

  it('of which nobody says whether it was revoked, to a profile that wants to know', async () => {
    expect(await both({}, `${ca()}\nrevocation = "hard"`)).toMatchSnapshot()
  })

  it('with another key than the pinned one', async () => {
    expect(await both({}, `pin-key-sha256 = ["${'ab'.repeat(32)}"]`)).toMatchSnapshot()
  })
})

describe('a proxy that looks into TLS', () => {
  /** Between the client and a good server, with a certificate of its own. */
  async function intercepted(identity: string): Promise<string> {
    return await withServer({}, async (target) => {
      const port = nextPort++
      const own = chained(await inspectors.leaf(`inspector-${port}`, 'rsa'), inspectors)
      const config: InterceptorConfig = { port, target, ...own }
      const program = join(ROOT, 'e2e', 'testbed', 'interceptor-main.ts')
      const proxy = serverSide.spawnNode(program, [JSON.stringify(config)])
      await proxy.line('start', (line) => line === 'ready')
      try {
        const file = profileFile(port, identity)
        return `${words(await connectOnce(file))}\n--- doctor\n${words(await doctor(file))}`
      } finally {
        await proxy.stop()
      }
    })
  }

  it('is named when nobody trusts it', async () => {
    expect(await intercepted(ca())).toMatchSnapshot()
  })

  it('is named when it is trusted and the server refuses the binding', async () => {
    expect(await intercepted(`ca = """\n${inspectors.root}"""`)).toMatchSnapshot()
  })
})

describe('sslsplit, whose authority has a name like any other', () => {
  let company: RevocationPki

  beforeAll(async () => {
    company = await RevocationPki.create('http://127.0.0.1:1/none', 'Company-Issuing-CA')
  })

  async function split(identity: () => string) {
    return await withServer({}, async (target) => {
      const port = nextPort++
      const proxy = await startSslsplit({
        namespace: serverSide,
        address: SERVER,
        port,
        target,
        authority: company,
      })
      try {
        return await connectOnce(profileFile(port, identity()))
      } finally {
        await proxy.stop()
      }
    })
  }

  it('is refused before anything is sent when nobody trusts it', async () => {
    const result = await split(ca)
    expect(words(result)).toMatchSnapshot()
    expect(result.stderr).not.toContain('SSTP')
  })

  it('is found out by the binding when it is trusted', async () => {
    expect(words(await split(() => `ca = """\n${company.root}"""`))).toMatchSnapshot()
  })
})

it('a server with two certificates that binds to the RSA one is met by a second try', async () => {
  const ec = chained(await pki.leaf('ec'), pki)
  const tls = { cert: [good.cert, ec.cert], key: [good.key, ec.key] }
  const { code, stderr } = await withServer({ tls, difference: dropWhenUp }, async (port) =>
    connectOnce(profileFile(port, ca())),
  )
  expect(stderr).toContain(
    'the binding was refused with a certificate of kind ec; trying once with RSA alone',
  )
  expect(code).toBe(22)
})

/** The server ends the call once the tunnel is up, so that the command ends by itself. */
const dropWhenUp: TestServerConfig['difference'] = {
  incidents: [{ at: 'network-up', does: { type: 'disconnect' } }],
}
