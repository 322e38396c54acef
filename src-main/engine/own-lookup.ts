import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import type { LookupAddress } from 'node:dns'
import { isIP, isIPv6 } from 'node:net'
import { domainToASCII } from 'node:url'
import { FailureError } from '../../src-shared/failure.ts'
import {
  type AddressRecord,
  type DnsReply,
  encodeDnsQuery,
  parseDnsReply,
} from '../protocol/inner/dns-message.ts'
import { hostsEntries, nameServers } from './name-servers.ts'

/** How long one server has for its answer; all of them together are bounded by whoever calls. */
const ANSWER_MS = 2_500
const DNS_PORT = 53

/** Opens the way for one question and tells the port that it must come from. */
type Allow = (address: string, port: number) => Promise<number>

/**
 * The addresses of `host`, asked of the name servers by ourselves: in a computer that is blocked our own sockets are the only
 * ones that get out. Rejects with `FailureError`, or with the signal's reason.
 */
export async function ownLookup(
  host: string,
  signal: AbortSignal,
  allow: Allow,
  { servers = nameServers(), port = DNS_PORT, known = hostsEntries(host) } = {},
): Promise<LookupAddress[]> {
  const family = isIP(host)
  if (family !== 0) return [{ address: host, family }]
  if (known.length > 0) return known
  signal.throwIfAborted()
  const name = domainToASCII(host)
  let detail = servers.length === 0 ? 'this computer knows no name server' : 'no name server answered'
  for (const server of servers) {
    const ask = (type: AddressRecord) => askServer({ server, port, name, type, signal, allow })
    const replies = await Promise.all([ask('A'), ask('AAAA')])
    signal.throwIfAborted()
    const found = replies.flatMap((reply) => (reply?.outcome === 'addresses' ? reply.addresses : []))
    if (found.length > 0) return found.map((address) => ({ address, family: isIP(address) }))
    const isMissing = replies.some(
      (reply) => reply?.outcome === 'no-such-name' || reply?.outcome === 'no-address',
    )
    if (isMissing) throw new FailureError({ code: 'name-not-found', host })
    const outcome = replies.find((reply) => reply !== undefined)?.outcome
    if (outcome !== undefined) detail = `${server}: ${outcome}`
  }
  throw new FailureError({ code: 'name-lookup-failed', host, detail })
}

interface Question {
  server: string
  port: number
  name: string
  type: AddressRecord
  signal: AbortSignal
  allow: Allow
}

/** What a server answers; undefined when it does not, or cannot be reached. */
async function askServer({
  server,
  port,
  name,
  type,
  signal,
  allow,
}: Question): Promise<DnsReply | undefined> {
  const question = { id: randomInt(0x10000), name, type }
  const query = encodeDnsQuery(question)
  const localPort = await allow(server, port)
  const socket = createSocket(isIPv6(server.replace(/%.*$/, '')) ? 'udp6' : 'udp4')
  return new Promise((resolve) => {
    const finish = (reply?: DnsReply) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      socket.close()
      resolve(reply)
    }
    const onAbort = () => finish()
    const timer = setTimeout(onAbort, ANSWER_MS)
    signal.addEventListener('abort', onAbort)
    socket.once('error', onAbort)
    // Connected: what comes from anywhere else never reaches us.
    socket.on('message', (message) => {
      const reply = parseDnsReply(message, question)
      if (reply !== undefined) finish(reply)
    })
    socket.bind(localPort, () => {
      socket.connect(port, server, (error?: Error) => {
        if (error === undefined) socket.send(query)
      })
    })
  })
}
