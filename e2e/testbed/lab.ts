import { connect, Namespace } from './namespace.ts'
import { testPki } from './pki.ts'
import { SstpServer } from './sstp-server.ts'
import { FarEnd } from './traffic/far-end.ts'

/** Addresses and names of the lab. The cable is of TEST-NET-1; what is behind the server is reached only through it. */
export const LAB = {
  server: '192.0.2.1',
  client: '192.0.2.2',
  serverName: 'vpn.lab.test',
  inside: '10.88.0.1',
  pageName: 'page.lab.test',
  user: 'alice',
  password: 'correct-horse',
} as const

type Configuration = Partial<Parameters<typeof SstpServer.start>[1]>

/** Two computers on one cable: one runs our SSTP server, with a web and a name server behind it; one is for the client. */
export class Lab {
  readonly server: Namespace
  readonly client: Namespace
  readonly farEnd: FarEnd
  /** The certificate that vouches for the server, PEM. */
  readonly authority: string
  sstp: SstpServer

  private constructor(parts: Pick<Lab, 'server' | 'client' | 'farEnd' | 'authority' | 'sstp'>) {
    this.server = parts.server
    this.client = parts.client
    this.farEnd = parts.farEnd
    this.authority = parts.authority
    this.sstp = parts.sstp
  }

  static async create(config: Configuration = {}): Promise<Lab> {
    const made: Namespace[] = []
    try {
      const server = await Namespace.create('server')
      made.push(server)
      const client = await Namespace.create('client')
      made.push(client)
      await connect(
        { namespace: server, device: 'wan0', address: `${LAB.server}/24` },
        { namespace: client, device: 'eth0', address: `${LAB.client}/24` },
      )
      await server.exec('ip', ['addr', 'add', `${LAB.inside}/32`, 'dev', 'lo'])
      await client.exec('sh', ['-c', 'cat >> /etc/hosts'], { input: `${LAB.server} ${LAB.serverName}\n` })
      const farEnd = await FarEnd.start(server, LAB.inside, LAB.pageName)
      const authority = (await testPki()).authority.cert
      return new Lab({ server, client, farEnd, authority, sstp: await startServer(server, config) })
    } catch (cause) {
      for (const namespace of made) await namespace.remove()
      throw cause
    }
  }

  /** Replaces the server, for instance by one that behaves differently. */
  async restart(config: Configuration = {}): Promise<void> {
    await this.sstp.stop()
    this.sstp = await startServer(this.server, config)
  }

  /** The text of a `.sstp` file for this server, with the tables of the format as given. */
  profile({
    methods = ['ms-chap-v2'],
    more = '',
  }: {
    methods?: readonly string[]
    more?: string
  } = {}): string {
    return `format = 1
name = "Lab"
server = "${LAB.serverName}"
[sign-in]
user = "${LAB.user}"
methods = ${JSON.stringify(methods)}
[identity]
ca = """
${this.authority}"""
${more}`
  }

  async remove(): Promise<void> {
    await this.client.remove()
    await this.server.remove()
  }
}

async function startServer(namespace: Namespace, config: Configuration): Promise<SstpServer> {
  const pki = await testPki()
  return SstpServer.start(namespace, {
    identity: await pki.leaf({ names: [LAB.serverName] }),
    users: { [LAB.user]: LAB.password },
    dns: [LAB.inside],
    ...config,
  })
}
