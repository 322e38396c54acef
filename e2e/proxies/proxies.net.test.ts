import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Culvert } from '../testbed/culvert.ts'
import { LAB, Lab } from '../testbed/lab.ts'
import { testPki } from '../testbed/pki.ts'
import type { Running } from '../testbed/processes.ts'
import { PAGE } from '../testbed/traffic/server.ts'
import { waitFor } from '../testbed/wait-for.ts'
import { Daemons, HIDDEN, PORT, PROXY_USER } from './daemons.ts'

let lab: Lab
let watcher: Running

beforeAll(async () => {
  const pki = await testPki()
  // The server is reached by its name and from its own computer only: who wants to get there needs a proxy.
  lab = await Lab.create({ host: '127.0.0.1', identity: await pki.leaf({ names: [HIDDEN] }) })
  await lab.server.exec('sh', ['-c', 'cat >> /etc/hosts'], { input: `127.0.0.1 ${HIDDEN}\n` })
  await lab.client.exec('sh', ['-c', 'cat >> /etc/hosts'], { input: `${LAB.server} proxy.lab.test\n` })
  const daemons = await Daemons.create(lab)
  const passwords = daemons.write('passwords', `${PROXY_USER.user}:${PROXY_USER.password}\n`)
  await daemons.addUser()
  const { stdout: hash } = await lab.server.exec('openssl', ['passwd', '-apr1', PROXY_USER.password])
  const hashes = daemons.write('hashes', `${PROXY_USER.user}:${hash}`)
  const signedIn = ['acl known proxy_auth REQUIRED', 'http_access allow known', 'http_access deny all']
  await Promise.all([
    daemons.tinyproxy(PORT.tinyproxy),
    daemons.tinyproxy(PORT.tinyproxyBasic, `BasicAuth ${PROXY_USER.user} ${PROXY_USER.password}`),
    daemons.microsocks(PORT.socks),
    daemons.microsocks(PORT.socksPassword, '-u', PROXY_USER.user, '-P', PROXY_USER.password),
    daemons.dante(PORT.dante, 'none'),
    daemons.dante(PORT.dantePassword, 'username'),
    daemons.squid(PORT.squidBasic, [
      `auth_param basic program ${daemons.helper('basic_ncsa_auth')} ${hashes}`,
      ...signedIn,
    ]),
    daemons.squid(PORT.squidDigest, [
      `auth_param digest program ${daemons.helper('digest_file_auth')} ${passwords}`,
      'auth_param digest realm lab',
      ...signedIn,
    ]),
    daemons.squid(PORT.squidNtlm, [
      `auth_param ntlm program ${daemons.helper('ntlm_fake_auth')}`,
      ...signedIn,
    ]),
    daemons.squid(PORT.squidTls, ['http_access allow all'], await daemons.squidCertificate('proxy.lab.test')),
    daemons.squid(PORT.squidClosed, ['http_access deny all']),
    daemons.haproxy(PORT.haproxy),
    daemons.nginx(PORT.nginx),
  ])
  const capture = ['-n', '-l', '-t', '--immediate-mode', '-Q', 'out', '-i', 'eth0']
  watcher = lab.client.spawn('tcpdump', capture)
  await waitFor('tcpdump', () => watcher.errors.includes('listening on'))
})

afterAll(async () => {
  await lab?.remove()
})

interface Way {
  url?: string
  user?: string
  password?: string
  server?: string
  more?: string
}

function connect({ url, user, password = '', server = HIDDEN, more = '' }: Way): Culvert {
  const proxy = [
    `mode = "${url === undefined ? 'none' : 'manual'}"`,
    ...(url === undefined ? [] : [`url = "${url}"`]),
    ...(user === undefined ? [] : [`user = "${user}"`]),
  ]
  const profile = lab
    .profile({ more: `verify-name = "${HIDDEN}"\nsni = "${HIDDEN}"\n[proxy]\n${proxy.join('\n')}\n${more}` })
    .replace(`server = "${LAB.serverName}"`, `server = "${server}"`)
  return Culvert.connect(lab.client, { profile, password: `${LAB.password}\n${password}`, args: ['--once'] })
}

const at = (port: number, scheme = 'http') => `${scheme}://proxy.lab.test:${port}`

const KILL_SWITCH = '[protection]\nkill-switch = true\n'

/** What left the client since, except to this port of the proxy and what a link needs to be one. */
function leaks(since: number, port: number): string[] {
  const harmless = [
    `> ${LAB.server}.${port}: `,
    'ARP, ',
    'ICMP6, neighbor',
    'ICMP6, router',
    'multicast listener',
  ]
  return watcher.lines.slice(since).filter((line) => !harmless.some((one) => line.includes(one)))
}

const GOOD: readonly (readonly [string, Way, number])[] = [
  ['tinyproxy', { url: at(PORT.tinyproxy) }, PORT.tinyproxy],
  ['tinyproxy, Basic', { url: at(PORT.tinyproxyBasic), ...PROXY_USER }, PORT.tinyproxyBasic],
  ['squid, Basic', { url: at(PORT.squidBasic), ...PROXY_USER }, PORT.squidBasic],
  ['squid, Digest', { url: at(PORT.squidDigest), ...PROXY_USER }, PORT.squidDigest],
  ['squid, NTLM', { url: at(PORT.squidNtlm), ...PROXY_USER }, PORT.squidNtlm],
  ['squid, over TLS', { url: at(PORT.squidTls, 'https') }, PORT.squidTls],
  ['microsocks', { url: at(PORT.socks, 'socks5') }, PORT.socks],
  ['microsocks, password', { url: at(PORT.socksPassword, 'socks5'), ...PROXY_USER }, PORT.socksPassword],
  ['dante', { url: at(PORT.dante, 'socks5') }, PORT.dante],
  ['dante, password', { url: at(PORT.dantePassword, 'socks5'), ...PROXY_USER }, PORT.dantePassword],
  ['HAProxy, by SNI', { server: `${LAB.server}:${PORT.haproxy}` }, PORT.haproxy],
  ['nginx stream, by SNI', { server: `${LAB.server}:${PORT.nginx}` }, PORT.nginx],
]

describe.each(GOOD)('through %s', (_, way, port) => {
  it('a tunnel with kill switch comes up, carries a page, and nothing leaves beside it', async () => {
    const since = watcher.lines.length
    const culvert = connect({ ...way, more: KILL_SWITCH })
    const facts = await culvert.connected()
    expect(facts.proxy).toBe(way.url)
    expect(facts.serverAddress).toBe(LAB.server)
    expect(await lab.farEnd.get(lab.client, `http://${LAB.pageName}/`)).toBe(PAGE)
    expect(await culvert.disconnect()).toMatchObject({ code: 0, error: undefined })
    const seen = watcher.lines.slice(since).filter((line) => line.includes(`> ${LAB.server}.${port}: `))
    expect(seen.length).toBeGreaterThan(10)
    expect(leaks(since, port)).toEqual([])
    expect(JSON.stringify(culvert.events)).not.toContain(PROXY_USER.password)
  })
})

const WRONG = { user: PROXY_USER.user, password: 'wrong-and-never-shown' }

const BAD: readonly (readonly [string, Way, string, readonly string[]])[] = [
  ['tinyproxy without a sign-in', { url: at(PORT.tinyproxyBasic) }, 'proxy-sign-in-needed', ['Basic']],
  [
    'tinyproxy with a wrong one',
    { url: at(PORT.tinyproxyBasic), ...WRONG },
    'proxy-sign-in-refused',
    ['Basic'],
  ],
  ['squid, Basic', { url: at(PORT.squidBasic), ...WRONG }, 'proxy-sign-in-refused', ['Basic', 'anna']],
  ['squid, Digest', { url: at(PORT.squidDigest), ...WRONG }, 'proxy-sign-in-refused', ['Digest']],
  ['squid that allows nothing', { url: at(PORT.squidClosed) }, 'proxy-forbids', ['403']],
  [
    'tinyproxy and no such server',
    { url: at(PORT.tinyproxy), server: 'no.lab.test' },
    'proxy-cannot-reach',
    ['no.lab.test'],
  ],
  ['microsocks', { url: at(PORT.socksPassword, 'socks5'), ...WRONG }, 'proxy-sign-in-refused', ['password']],
  ['dante', { url: at(PORT.dantePassword, 'socks5'), ...WRONG }, 'proxy-sign-in-refused', ['password']],
  [
    'microsocks without a sign-in',
    { url: at(PORT.socksPassword, 'socks5') },
    'proxy-sign-in-needed',
    ['password'],
  ],
  ['a closed port', { url: at(9) }, 'proxy-unreachable', ['refused']],
  ['a name that nobody knows', { url: 'http://nowhere.lab.test:1' }, 'proxy-unreachable', ['name']],
  ['a SOCKS server as HTTP', { url: at(PORT.socks) }, 'proxy-nonsense', ['1080']],
  [
    'a certificate for another name',
    { url: `https://${LAB.server}:${PORT.squidTls}` },
    'proxy-tls-failed',
    ['ERR_TLS_CERT_ALTNAME_INVALID'],
  ],
]

describe.each(BAD)('what goes wrong has words: %s', (_, way, code, words) => {
  it(code, async () => {
    const culvert = connect(way)
    const { error, code: exit } = await culvert.ended()
    expect({ code: error?.code, exit }).toEqual({ code, exit: 25 })
    for (const fact of words) expect(`${error?.title} ${error?.cause}`).toContain(fact)
    expect(JSON.stringify(culvert.events)).not.toContain(WRONG.password)
  })
})
