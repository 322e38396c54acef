import { concat, readU16, writeU16 } from '../bytes.ts'
import { formatIpv4 } from '../ppp/ipv4.ts'
import { decodeName, encodeName } from './dns-name.ts'
import { formatIpv6, IPV6_LENGTH } from './ipv6-address.ts'

export type AddressRecord = 'A' | 'AAAA'

export interface DnsQuestion {
  /** Random, and new for each query: besides the port it is all that a forger has to guess. */
  id: number
  /** ASCII, such as `vpn.example.com`. */
  name: string
  type: AddressRecord
}

/** What a server said about a question. */
export type DnsReply =
  | { outcome: 'addresses'; addresses: readonly string[] }
  /** The name exists, and has no address of this family. */
  | { outcome: 'no-address' }
  | { outcome: 'no-such-name' }
  /** The server did not want to or could not; another one may. */
  | { outcome: 'failed'; code: number }
  /** Nothing usable fitted into a datagram. */
  | { outcome: 'truncated' }

/** How many records and addresses are looked at; whoever needs more than these has no server but an attack. */
export const DNS_CAP = { RECORDS: 64, ADDRESSES: 16 } as const

const HEADER_LENGTH = 12
const TYPE = { A: 1, CNAME: 5, AAAA: 28 } as const
const CLASS_INTERNET = 1
const FLAG = { REPLY: 0x8000, OPCODE: 0x7800, TRUNCATED: 0x0200, RECURSION_DESIRED: 0x0100, CODE: 0x000f }
const CODE = { NONE: 0, NO_SUCH_NAME: 3 } as const

/** A query for the addresses of a name (RFC 1035 section 4.1). Throws `RangeError` for a name that DNS cannot carry. */
export function encodeDnsQuery({ id, name, type }: DnsQuestion): Uint8Array {
  const header = new Uint8Array(HEADER_LENGTH)
  writeU16(header, 0, id)
  writeU16(header, 2, FLAG.RECURSION_DESIRED)
  writeU16(header, 4, 1)
  const kind = new Uint8Array(4)
  writeU16(kind, 0, TYPE[type])
  writeU16(kind, 2, CLASS_INTERNET)
  return concat(header, encodeName(name), kind)
}

/**
 * What a datagram says about `question`. Undefined when it is no answer to it: another id, another name, no reply at all,
 * or broken. Such a datagram may be forged and must be ignored while the true one is waited for.
 */
export function parseDnsReply(message: Uint8Array, question: DnsQuestion): DnsReply | undefined {
  if (message.length < HEADER_LENGTH || readU16(message, 0) !== question.id) return undefined
  const flags = readU16(message, 2)
  if ((flags & FLAG.REPLY) === 0 || (flags & FLAG.OPCODE) !== 0 || readU16(message, 4) !== 1) return undefined
  const asked = decodeName(message, HEADER_LENGTH)
  const wanted = decodeName(encodeName(question.name), 0)
  if (asked === undefined || asked.key !== wanted?.key || asked.end + 4 > message.length) return undefined
  if (readU16(message, asked.end) !== TYPE[question.type]) return undefined
  if (readU16(message, asked.end + 2) !== CLASS_INTERNET) return undefined

  const code = flags & FLAG.CODE
  if (code === CODE.NO_SUCH_NAME) return { outcome: 'no-such-name' }
  if (code !== CODE.NONE) return { outcome: 'failed', code }
  const truncated = (flags & FLAG.TRUNCATED) !== 0
  const count = Math.min(readU16(message, 6), DNS_CAP.RECORDS)
  const records = parseRecords(message, asked.end + 4, count, truncated)
  if (records === undefined) return undefined
  const addresses = addressesOf(records, asked.key, question.type)
  if (addresses.length > 0) return { outcome: 'addresses', addresses }
  return { outcome: truncated ? 'truncated' : 'no-address' }
}

interface ResourceRecord {
  owner: string
  type: number
  data: Uint8Array
  /** What a CNAME leads to. */
  target?: string
}

/** Undefined when a record is broken; in a truncated message the last one may be. */
function parseRecords(
  message: Uint8Array,
  start: number,
  count: number,
  truncated: boolean,
): ResourceRecord[] | undefined {
  const records: ResourceRecord[] = []
  const broken = () => (truncated ? records : undefined)
  let at = start
  for (let i = 0; i < count; i++) {
    const owner = decodeName(message, at)
    if (owner === undefined || owner.end + 10 > message.length) return broken()
    const type = readU16(message, owner.end)
    const data = owner.end + 10
    at = data + readU16(message, owner.end + 8)
    if (at > message.length) return broken()
    if (readU16(message, owner.end + 2) !== CLASS_INTERNET) continue
    const target = type === TYPE.CNAME ? decodeName(message, data)?.key : undefined
    records.push({
      owner: owner.key,
      type,
      data: message.subarray(data, at),
      ...(target !== undefined && { target }),
    })
  }
  return records
}

/** Addresses of the name, or of the name that its aliases end at. Servers list aliases in any order. */
function addressesOf(records: readonly ResourceRecord[], name: string, type: AddressRecord): string[] {
  const names = new Set([name])
  for (let before = 0; before < names.size; ) {
    before = names.size
    for (const { owner, target } of records) if (target !== undefined && names.has(owner)) names.add(target)
  }
  const size = type === 'A' ? 4 : IPV6_LENGTH
  const found = records
    .filter((record) => record.type === TYPE[type] && names.has(record.owner) && record.data.length === size)
    .map(({ data }) => (type === 'A' ? formatIpv4(ipv4Number(data)) : formatIpv6(data)))
  return [...new Set(found)].slice(0, DNS_CAP.ADDRESSES)
}

const ipv4Number = (data: Uint8Array) => ((data[0] << 24) | (data[1] << 16) | (data[2] << 8) | data[3]) >>> 0
