import { createHmac } from 'node:crypto'
import { md4 } from '../../protocol/crypto/md4.ts'

/** MS-NLMP section 2.2.2.5: Unicode, or else the old code page, target name, NTLM, always sign, extended session security, target info. */
const FLAGS = 0x00000001 | 0x00000002 | 0x00000004 | 0x00000200 | 0x00008000 | 0x00080000 | 0x00800000
const UNICODE = 0x00000001

const SIGNATURE = Buffer.from('NTLMSSP\0')
const NEGOTIATE = 1
const CHALLENGE = 2
const AUTHENTICATE = 3

/** Section 2.2.2.1. */
const AV = { end: 0, flags: 6, timestamp: 7 } as const
const AV_FLAG_MIC = 2

/** Lengths are 16 bits wide, but no domain has so much to tell. */
const MAX_CHALLENGE = 8 * 1024

/** Old ones end behind the challenge itself; the others tell about their domain. */
const MIN_CHALLENGE = 32
const CHALLENGE_HEADER = 48
const HAS_TARGET_INFO = 0x00800000
const AUTHENTICATE_HEADER = 88
const MIC_OFFSET = 72

/** 100 ns since 1601 at the beginning of 1970. */
const EPOCH = 116_444_736_000_000_000n

export interface NtlmChallenge {
  message: Uint8Array
  flags: number
  serverChallenge: Uint8Array
  targetInfo: Uint8Array
  timestamp: Uint8Array | undefined
}

export interface NtlmCredentials {
  user: string
  domain: string
  password: string
}

/** What begins the exchange; it tells nothing about us. */
export function negotiateMessage(): Uint8Array {
  const message = Buffer.alloc(32)
  SIGNATURE.copy(message)
  message.writeUInt32LE(NEGOTIATE, 8)
  message.writeUInt32LE(FLAGS >>> 0, 12)
  return message
}

/** Reads the server's challenge; undefined when it is none. */
export function parseNtlmChallenge(bytes: Uint8Array): NtlmChallenge | undefined {
  const message = Buffer.from(bytes)
  if (message.length < MIN_CHALLENGE || message.length > MAX_CHALLENGE) return undefined
  if (!message.subarray(0, 8).equals(SIGNATURE) || message.readUInt32LE(8) !== CHALLENGE) return undefined
  const flags = message.readUInt32LE(20)
  const targetInfo = targetInfoOf(message, flags)
  const pairs = avPairs(targetInfo)
  if (pairs === undefined) return undefined
  const timestamp = pairs.find(({ id }) => id === AV.timestamp)?.value
  return {
    message,
    flags,
    serverChallenge: message.subarray(24, 32),
    targetInfo,
    timestamp: timestamp?.length === 8 ? timestamp : undefined,
  }
}

/** Squid's own helper says that it tells about its domain and has no room for that: what points outside is not there. */
function targetInfoOf(message: Buffer, flags: number): Buffer {
  if ((flags & HAS_TARGET_INFO) === 0 || message.length < CHALLENGE_HEADER) return Buffer.alloc(0)
  const [length, offset] = [message.readUInt16LE(40), message.readUInt32LE(44)]
  return offset + length > message.length ? Buffer.alloc(0) : message.subarray(offset, offset + length)
}

/** Answers with NTLMv2. Where the server tells its time, the exchange is sealed by a MIC (section 3.1.5.1.2). */
export function authenticateMessage(
  challenge: NtlmChallenge,
  { user, domain, password }: NtlmCredentials,
  random: { clientChallenge: Uint8Array; now: number },
): Uint8Array {
  const hasMic = challenge.timestamp !== undefined
  const time = challenge.timestamp ?? fileTime(random.now)
  const targetInfo = hasMic ? withMicFlag(challenge.targetInfo) : challenge.targetInfo
  const { nt, lm, sessionKey } = ntlmV2Response({
    key: ntowfV2(user, domain, password),
    serverChallenge: challenge.serverChallenge,
    clientChallenge: random.clientChallenge,
    time,
    targetInfo,
  })
  const text = (it: string) => ((challenge.flags & UNICODE) === 0 ? Buffer.from(it, 'latin1') : unicode(it))
  const fields = [hasMic ? Buffer.alloc(24) : lm, nt, text(domain), text(user), text(''), Buffer.alloc(0)]
  const header = Buffer.alloc(AUTHENTICATE_HEADER)
  SIGNATURE.copy(header)
  header.writeUInt32LE(AUTHENTICATE, 8)
  let offset = AUTHENTICATE_HEADER
  fields.forEach((field, i) => {
    header.writeUInt16LE(field.length, 12 + 8 * i)
    header.writeUInt16LE(field.length, 14 + 8 * i)
    header.writeUInt32LE(offset, 16 + 8 * i)
    offset += field.length
  })
  header.writeUInt32LE((challenge.flags & FLAGS) >>> 0, 60)
  const message = Buffer.concat([header, ...fields])
  if (hasMic) hmac(sessionKey, negotiateMessage(), challenge.message, message).copy(message, MIC_OFFSET)
  return message
}

/** NTOWFv2 of section 3.3.2. */
export function ntowfV2(user: string, domain: string, password: string): Uint8Array {
  return hmac(md4(unicode(password)), unicode(user.toUpperCase() + domain))
}

export interface NtlmV2Input {
  key: Uint8Array
  serverChallenge: Uint8Array
  clientChallenge: Uint8Array
  time: Uint8Array
  targetInfo: Uint8Array
}

/** ComputeResponse of section 3.3.2. */
export function ntlmV2Response({ key, serverChallenge, clientChallenge, time, targetInfo }: NtlmV2Input) {
  const temp = Buffer.concat([
    Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 0),
    time,
    clientChallenge,
    Buffer.alloc(4),
    targetInfo,
    Buffer.alloc(4),
  ])
  const proof = hmac(key, serverChallenge, temp)
  return {
    nt: Buffer.concat([proof, temp]),
    lm: Buffer.concat([hmac(key, serverChallenge, clientChallenge), clientChallenge]),
    sessionKey: hmac(key, proof),
  }
}

/** `DOMAIN\user`; a name with an `@` is whole without a domain. */
export function splitDomain(name: string): { user: string; domain: string } {
  const backslash = name.indexOf('\\')
  return backslash < 0
    ? { user: name, domain: '' }
    : { user: name.slice(backslash + 1), domain: name.slice(0, backslash) }
}

function avPairs(bytes: Buffer): { id: number; value: Buffer }[] | undefined {
  const pairs: { id: number; value: Buffer }[] = []
  for (let at = 0; at + 4 <= bytes.length; ) {
    const [id, length] = [bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2)]
    if (id === AV.end) return pairs
    if (at + 4 + length > bytes.length) return undefined
    pairs.push({ id, value: bytes.subarray(at + 4, at + 4 + length) })
    at += 4 + length
  }
  // Some servers leave the end out, or the whole list.
  return pairs
}

function withMicFlag(targetInfo: Uint8Array): Uint8Array {
  const pairs = avPairs(Buffer.from(targetInfo)) ?? []
  const old = pairs.find(({ id, value }) => id === AV.flags && value.length === 4)
  const value = Buffer.alloc(4)
  value.writeUInt32LE(((old?.value.readUInt32LE() ?? 0) | AV_FLAG_MIC) >>> 0)
  const parts = [...pairs.filter(({ id }) => id !== AV.flags), { id: AV.flags, value }]
  return Buffer.concat([
    ...parts.flatMap((pair) => {
      const head = Buffer.alloc(4)
      head.writeUInt16LE(pair.id, 0)
      head.writeUInt16LE(pair.value.length, 2)
      return [head, pair.value]
    }),
    Buffer.alloc(4),
  ])
}

function fileTime(now: number): Uint8Array {
  const time = Buffer.alloc(8)
  time.writeBigUInt64LE(BigInt(Math.trunc(now)) * 10_000n + EPOCH)
  return time
}

const unicode = (text: string) => Buffer.from(text, 'utf16le')

function hmac(key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer {
  const mac = createHmac('md5', key)
  for (const part of parts) mac.update(part)
  return mac.digest()
}
