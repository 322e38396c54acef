import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Difference } from '../../src-main/testing/behaviour.ts'
import type { Deed, Moment } from '../../src-main/testing/incident.ts'
import type { OddBehaviour } from '../../src-main/testing/odd-ports.ts'
import type { TestServerConfig } from '../../src-main/testing/test-server-main.ts'
import { COMMAND } from '../testbed/command.ts'
import { connect, Namespace } from '../testbed/namespace.ts'
import { ownedFolder } from '../testbed/owner.ts'
import { type LeafOptions, testPki } from '../testbed/pki.ts'
import type { RunResult } from '../testbed/processes.ts'
import type { Snapshot } from '../testbed/snapshot.ts'
import { SstpServer } from '../testbed/sstp-server.ts'

/**
 * What a user reads when something goes wrong, for every way that we know: the real command against a server that does
 * just that. The whole texts are in the snapshot file beside this one, which is worth reading.
 */
const ROOT = join(import.meta.dirname, '..', '..')
const SERVER = '192.0.2.1'
const LEAF: LeafOptions = { names: ['vpn.test'] }

let serverSide: Namespace
let clientSide: Namespace
let before: Snapshot
let authority: string
let nextPort = 4400
const folder = ownedFolder('failures')

beforeAll(async () => {
  serverSide = await Namespace.create('server')
  clientSide = await Namespace.create('client')
  await connect(
    { namespace: serverSide, device: 'wan0', address: `${SERVER}/24` },
    { namespace: clientSide, device: 'eth0', address: '192.0.2.2/24' },
  )
  const responder = join(ROOT, 'e2e', 'testbed', 'traffic', 'dns-responder.ts')
  const names = serverSide.spawnNode(responder, [SERVER, 'vpn.test', SERVER])
  await names.line('start', (line) => line === 'ready')
  await clientSide.setNameServers(SERVER)
  authority = (await testPki()).authority.cert
  before = await clientSide.snapshot()
})

afterAll(async () => {
  await clientSide?.remove()
  await serverSide?.remove()
})

interface Attempt {
  server: string
  /** More lines for the profile. */
  profile?: string
  password?: string
}

function profileText({ server, profile = '' }: Attempt): string {
  return [
    'format = 1',
    'name = "Office"',
    `server = "${server}"`,
    '[identity]',
    'verify-name = "vpn.test"',
    'sni = "vpn.test"',
    `ca = """\n${authority}"""`,
    '[sign-in]',
    'user = "alice"',
    profile,
  ].join('\n')
}

/** Runs `culvert connect` to its end, as a person without a terminal would see it. */
async function culvert(attempt: Attempt, wrapper: readonly string[] = []): Promise<RunResult> {
  const file = join(folder, `office-${nextPort++}.sstp`)
  writeFileSync(file, profileText(attempt))
  const command = [...wrapper, process.execPath, COMMAND, 'connect', file, '--password-stdin', '--once']
  return await clientSide.exec(command[0], command.slice(1), {
    check: false,
    input: `${attempt.password ?? 'secret'}\n`,
  })
}

/** What it said at the end, without what differs from run to run. */
function words({ code, stderr }: RunResult): string {
  const steady = stderr
    .replaceAll(folder, '<folder>')
    .replaceAll(ROOT, '<root>')
    .replace(/office-\d+/g, 'office')
    .replace(/[Pp]ort 4[45]\d\d|:4[45]\d\d/g, (port) => port.replace(/\d+/, '<port>'))
    .replace(/\b[0-9a-f]{64}\b/g, '<sha-256>')
    .replace(/\b\d{4}-\d\d-\d\d[T ][\d:.]+(Z| UTC)?/g, '<time>')
    .replace(/\b\d{4}-\d\d-\d\d\b/g, '<date>')
  return `exit code ${code}\n${steady}`
}

type ServerConfig = Partial<TestServerConfig> & { leaf?: LeafOptions; attempt?: Partial<Attempt> }

/** A server that does this, and what the user reads when he connects to it. */
async function wordsAbout({ leaf = LEAF, attempt = {}, ...config }: ServerConfig): Promise<string> {
  const port = nextPort++
  const identity = await (await testPki()).leaf(leaf)
  const server = await SstpServer.start(serverSide, { identity, port, tun: false, ...config })
  try {
    return words(await culvert({ server: `vpn.test:${port}`, ...attempt }))
  } finally {
    await server.stop()
  }
}

async function wordsAboutOddPort(behaviour: OddBehaviour): Promise<string> {
  const port = nextPort++
  const program = join(ROOT, 'e2e', 'testbed', 'odd-port-main.ts')
  const server = serverSide.spawnNode(program, [behaviour, String(port)])
  await server.line('start', (line) => line === 'ready')
  const text = words(await culvert({ server: `vpn.test:${port}` }))
  await server.stop()
  return text
}

const incident = (at: Moment, does: Deed): Difference => ({ incidents: [{ at, does }] })
const web = (status: string, headers: string[] = []): Difference => ({
  http: { refuse: { head: [`HTTP/1.1 ${status}`, 'Content-Length: 6', ...headers], body: 'Hello\n' } },
})

describe('the way to the server', () => {
  it('an unknown host', async () => {
    expect(words(await culvert({ server: 'no-such-host.test' }))).toMatchSnapshot()
  })

  it('a closed port', async () => {
    expect(words(await culvert({ server: 'vpn.test:4499' }))).toMatchSnapshot()
  })

  it('a computer that is switched off', async () => {
    expect(words(await culvert({ server: '192.0.2.77' }))).toMatchSnapshot()
  })
})

describe('what answers is not TLS', () => {
  it.each(['plain-http', 'ssh', 'hang-up'] as const)('%s', async (behaviour) => {
    expect(await wordsAboutOddPort(behaviour)).toMatchSnapshot()
  })

  it('TLS that is too old', async () => {
    const tls = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    expect(await wordsAbout({ tls })).toMatchSnapshot()
  })
})

describe('a certificate that is', () => {
  it.each([
    ['expired', { names: ['vpn.test'], validity: 'expired' }],
    ['not valid yet', { names: ['vpn.test'], validity: 'not-yet' }],
    ['self-signed', { names: ['vpn.test'], selfSigned: true }],
    ['of another name', { names: ['www.test', 'mail.test'] }],
    ['for clients', { names: ['vpn.test'], usage: 'client' }],
  ] as [string, LeafOptions][])('%s', async (_, leaf) => {
    expect(await wordsAbout({ leaf })).toMatchSnapshot()
  })
})

describe('a web server', () => {
  it.each([
    ['a page', '200 OK', ['Content-Type: text/html', 'Server: nginx']],
    ['no such method', '405 Method Not Allowed', ['Server: nginx']],
    ['not found', '404 Not Found', []],
    ['moved', '301 Moved Permanently', ['Location: https://www.example.com/']],
    ['not allowed', '401 Unauthorized', []],
    ["a proxy's sign-in", '407 Proxy Authentication Required', []],
    ['broken', '500 Internal Server Error', []],
    ['full', '503 Service Unavailable', []],
  ])('that answers: %s', async (_, status, headers) => {
    expect(await wordsAbout({ difference: web(status, headers) })).toMatchSnapshot()
  })
})

describe('SSTP', () => {
  it.each(Array.from({ length: 12 }, (_, status) => status))('aborted with status %d', async (status) => {
    const difference = incident('acknowledged', { type: 'abort', status })
    expect(await wordsAbout({ difference })).toMatchSnapshot()
  })

  it('refused three times', async () => {
    expect(await wordsAbout({ difference: { call: { naks: 3 } } })).toMatchSnapshot()
  })

  it('whose binding is refused', async () => {
    expect(await wordsAbout({ difference: { call: { binding: 'refuse' } } })).toMatchSnapshot()
  })

  it('without a hash for the binding', async () => {
    expect(await wordsAbout({ difference: { call: { hashes: 0 } } })).toMatchSnapshot()
  })

  it('that turns into something else', async () => {
    const difference = incident('http', { type: 'send', hex: '474554202f' })
    expect(await wordsAbout({ difference })).toMatchSnapshot()
  })

  it('that ends in good order, or not', async () => {
    expect(await wordsAbout({ difference: incident('network-up', { type: 'disconnect' }) })).toMatchSnapshot()
    expect(await wordsAbout({ difference: incident('network-up', { type: 'drop' }) })).toMatchSnapshot()
  })
})

describe('sign-in', () => {
  it.each(['ms-chap-v2', 'pap'] as const)('with a wrong password, %s', async (method) => {
    const attempt = { password: 'wrong', profile: `methods = ["${method}"]` }
    expect(await wordsAbout({ attempt })).toMatchSnapshot()
  })

  it.each([646, 647, 648, 649, 691, 812])('refused with %d', async (error) => {
    const difference: Difference = { auth: { failure: { error, text: 'No.' } } }
    expect(await wordsAbout({ difference })).toMatchSnapshot()
  })

  it('with no method in common', async () => {
    expect(await wordsAbout({ difference: { auth: { methods: ['eap', 'chap-md5'] } } })).toMatchSnapshot()
  })

  it('with a server that only takes PAP, which the profile does not allow', async () => {
    expect(await wordsAbout({ difference: { auth: { methods: ['pap'] } } })).toMatchSnapshot()
  })

  it('with a server that cannot prove that it knows the password', async () => {
    expect(await wordsAbout({ difference: { auth: { wrongProof: true } } })).toMatchSnapshot()
  })

  it('ended by the server with a reason', async () => {
    const difference = incident('link-up', { type: 'terminate', text: 'Too many users' })
    expect(await wordsAbout({ difference })).toMatchSnapshot()
  })
})

describe('a server that falls silent', { timeout: 60_000 }, () => {
  it.concurrent('before TCP', async ({ expect }) => {
    const port = nextPort++
    await serverSide.exec('nft', ['add', 'table', 'inet', 'blackhole'])
    await serverSide.exec('nft', [
      'add',
      'chain',
      'inet',
      'blackhole',
      'input',
      '{ type filter hook input priority 0; }',
    ])
    await serverSide.exec('nft', [
      'add',
      'rule',
      'inet',
      'blackhole',
      'input',
      'tcp',
      'dport',
      String(port),
      'drop',
    ])
    expect(words(await culvert({ server: `vpn.test:${port}` }))).toMatchSnapshot()
  })

  it.concurrent('before TLS', async ({ expect }) => {
    expect(await wordsAboutOddPort('mute')).toMatchSnapshot()
  })

  const moments: readonly Moment[] = ['accepted', 'requested', 'acknowledged', 'link-up', 'bound']
  for (const moment of moments) {
    it.concurrent(`when it was: ${moment}`, async ({ expect }) => {
      expect(await wordsAbout({ difference: incident(moment, { type: 'silence' }) })).toMatchSnapshot()
    })
  }

  it.concurrent('because no DHCP server is behind it', async ({ expect }) => {
    expect(await wordsAbout({ difference: { ipcp: { answers: false } } })).toMatchSnapshot()
  })
})

describe('this computer', () => {
  /** Runs the command in a mount namespace of its own, after `preparation` changed what it finds. */
  const prepared = (preparation: string) => ['unshare', '-m', 'sh', '-c', `${preparation} && exec "$@"`, 'sh']

  it('without the helper', async () => {
    const hidden = prepared(`mount -t tmpfs tmpfs ${join(ROOT, 'out', 'native')}`)
    expect(words(await culvert({ server: 'vpn.test' }, hidden))).toMatchSnapshot()
  })

  it('without virtual network devices', async () => {
    const hidden = prepared('mount --bind /dev/null /dev/net/tun')
    expect(words(await culvert({ server: 'vpn.test' }, hidden))).toMatchSnapshot()
  })

  it('with a profile that cannot be read as one', async () => {
    expect(words(await culvert({ server: 'vpn.test', profile: 'methods = ["kerberos"]' }))).toMatchSnapshot()
    expect(words(await culvert({ server: 'vpn.test', profile: 'methods = [' }))).toMatchSnapshot()
  })
})

it('after all of that, the network is as it was', async () => {
  expect(await clientSide.snapshot()).toEqual(before)
})
