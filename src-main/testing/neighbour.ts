import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { HelperSandbox } from './helper-sandbox.ts'

/** Ports on which the neighbour answers, at all its addresses, by TCP and UDP. */
const PORTS = [53, 80, 443, 853, 8080]

/** The neighbour's address in the LAN, and one that is out in the world. */
export const NEIGHBOUR = {
  lan4: '192.168.77.1',
  lan6: 'fd00:77::1',
  world4: '203.0.113.5',
  world6: '2001:db8:77::1',
} as const

/**
 * Shell for a `HelperSandbox`: puts the other end of its only cable into another network namespace, the neighbour, who is
 * router, printer and the whole Internet, and who counts each packet that reaches him but those by which computers find
 * each other.
 */
export const WITH_NEIGHBOUR = `
  mkdir -p /run/netns
  mount -t tmpfs tmpfs /run/netns
  ip netns add neighbour
  ip link set lan netns neighbour
  in_neighbour='ip netns exec neighbour'
  $in_neighbour ip link set lo up
  $in_neighbour ip addr add ${NEIGHBOUR.lan4}/24 dev lan
  $in_neighbour ip addr add ${NEIGHBOUR.world4}/32 dev lan
  $in_neighbour ip -6 addr add ${NEIGHBOUR.world6}/64 dev lan nodad
  $in_neighbour ip -6 addr add ${NEIGHBOUR.lan6}/64 dev lan nodad
  $in_neighbour ip link set lan up
  ip -6 addr add fd00:77::2/64 dev eth0 nodad
  $in_neighbour nft -f - <<'END'
    table netdev judge {
      counter strays {}
      counter dhcp {}
      counter discovery {}
      chain seen {
        type filter hook ingress device lan priority 0;
        ether type arp return
        udp dport { 67, 547 } counter name dhcp return
        icmpv6 type { nd-router-solicit, nd-neighbor-solicit, nd-neighbor-advert, mld2-listener-report } counter name discovery return
        counter name strays
      }
    }
END
`

const SERVE = `
  const answer = (socket) => socket.on('error', () => {}).end('hello')
  for (const port of ${JSON.stringify(PORTS)}) {
    require('node:net').createServer(answer).listen(port, '::')
    // One for each address: an answer has to come from where the question went to.
    for (const address of ${JSON.stringify(Object.values(NEIGHBOUR))}) {
      const udp = require('node:dgram').createSocket(address.includes(':') ? 'udp6' : 'udp4')
      udp.on('message', (text, from) => udp.send(text, from.port, from.address)).bind(port, address)
    }
  }
  setTimeout(() => console.log('serving'), 50)
`

/** Someone's attempt to reach an address. */
export interface Attempt {
  protocol: 'tcp' | 'udp'
  address: string
  port: number
  localPort?: number
}

const ATTEMPT = `
  const attempts = JSON.parse(process.argv[1])
  const one = ({ protocol, address, port, localPort }) => new Promise((resolve) => {
    setTimeout(() => resolve('silence'), 700)
    if (protocol === 'tcp') {
      const socket = require('node:net').connect({ host: address, port, localPort })
      socket.on('error', (error) => resolve(error.code)).on('data', () => resolve('answered'))
      return
    }
    const socket = require('node:dgram').createSocket(address.includes(':') ? 'udp6' : 'udp4')
    socket.on('error', (error) => resolve(error.code)).on('message', () => resolve('answered'))
    socket.bind(localPort, () => socket.connect(port, address, (error) => error ? resolve(error.code) : socket.send('x')))
  })
  Promise.all(attempts.map(one)).then((results) => { console.log(JSON.stringify(results)); process.exit() })
`

/** The other computer on the sandbox's cable. */
export class Neighbour {
  readonly #sandbox: HelperSandbox
  readonly #server: ChildProcess

  /** Starts the servers of the neighbour in a sandbox that was made with `WITH_NEIGHBOUR`. */
  static async start(sandbox: HelperSandbox): Promise<Neighbour> {
    const server = sandbox.spawn('ip', ['netns', 'exec', 'neighbour', process.execPath, '-e', SERVE])
    if (server.stdout === null) throw new Error('no output of the neighbour')
    await once(server.stdout, 'data')
    return new Neighbour(sandbox, server)
  }

  private constructor(sandbox: HelperSandbox, server: ChildProcess) {
    this.#sandbox = sandbox
    this.#server = server
  }

  /** Tries all at once, as this user of the sandbox; one word for each: `answered`, `silence` or an error code. */
  async reachedBy(uid: number, ...attempts: readonly Attempt[]): Promise<string[]> {
    const as = ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups']
    const said = await this.#sandbox.exec(...as, process.execPath, '-e', ATTEMPT, JSON.stringify(attempts))
    return JSON.parse(said) as string[]
  }

  /** Shell that runs at the neighbour's. */
  sh(script: string): Promise<string> {
    return this.#sandbox.exec('ip', 'netns', 'exec', 'neighbour', 'sh', '-c', script)
  }

  /** How many packets of a kind have reached the neighbour. */
  async count(counter: 'strays' | 'dhcp' | 'discovery' = 'strays'): Promise<number> {
    const text = await this.sh(`nft list counter netdev judge ${counter}`)
    return Number(/packets (\d+)/.exec(text)?.[1])
  }

  async stop(): Promise<void> {
    this.#server.kill('SIGKILL')
    await once(this.#server, 'close')
  }
}
