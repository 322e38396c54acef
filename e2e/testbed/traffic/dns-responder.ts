import { createSocket } from 'node:dgram'

/**
 * A name server that knows one name: `node dns-responder.ts <address> <name> <its IPv4 address>`. Everything else does
 * not exist. Enough of RFC 1035 for a stub resolver.
 */
if (import.meta.main) {
  const [address, name, target] = process.argv.slice(2)
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const answer = answerTo(query, name, target)
    if (answer !== undefined) socket.send(answer, from.port, from.address)
  })
  socket.bind(53, address, () => console.log('ready'))
}

const TYPE_A = 1

export function answerTo(query: Buffer, name: string, target: string): Buffer | undefined {
  if (query.length < 12 || query.readUInt16BE(4) !== 1) return undefined
  const labels: string[] = []
  let at = 12
  for (let length = query[at]; length > 0 && length < 64; length = query[at]) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  const question = query.subarray(12, at + 5)
  if (question.length < 5 || at + 5 > query.length) return undefined
  const known = labels.join('.').toLowerCase() === name.toLowerCase()
  const answered = known && query.readUInt16BE(at + 1) === TYPE_A
  const header = Buffer.alloc(12)
  query.copy(header, 0, 0, 2)
  // A response, recursion available; NXDOMAIN for every other name.
  header.writeUInt16BE(0x8180 | (known ? 0 : 3), 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(answered ? 1 : 0, 6)
  return Buffer.concat([header, question, answered ? record(target) : Buffer.alloc(0)])
}

/** An A record, valid for a minute, whose name points to the question. */
function record(target: string): Buffer {
  const head = Buffer.from([0xc0, 12, 0, TYPE_A, 0, 1, 0, 0, 0, 60, 0, 4])
  return Buffer.concat([head, Buffer.from(target.split('.').map(Number))])
}
