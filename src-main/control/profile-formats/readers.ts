import { type Failure, FailureError } from '../../../src-shared/failure.ts'
import type { ImportFile } from '../../../src-shared/import-review.ts'
import { POWERSHELL_SIGN, readAddVpnConnection } from './add-vpn-connection.ts'
import { readAddressLines } from './address-lines.ts'
import { foreignBytes } from './foreign-bytes.ts'
import { foreignText } from './foreign-text.ts'
import { joined, type Reader, type Reading, refused } from './imported.ts'
import { NM_SIGN, readNmKeyfile } from './nm-keyfile.ts'
import { PBK_SIGN, readPbk } from './pbk.ts'
import { readSoftEther, SOFTETHER_SIGN } from './softether-vpn.ts'
import { parseSstp } from './sstp.ts'
import { readSstpc, SSTPC_SIGN } from './sstpc.ts'
import { textOfBytes } from './text-of-bytes.ts'

/** A format with the sign that a text is written in it. Signs are looked for in one pass each. */
interface Format {
  sign: RegExp
  read: Reader
}

/** Texts of these formats are that and nothing else. */
const DOCUMENTS: readonly Format[] = [
  { sign: PBK_SIGN, read: readPbk },
  { sign: NM_SIGN, read: readNmKeyfile },
  { sign: SOFTETHER_SIGN, read: readSoftEther },
]

/** Commands may stand together in one text, and beside other things; each reader picks out its own. */
const COMMANDS: readonly Format[] = [
  { sign: SSTPC_SIGN, read: readSstpc },
  { sign: POWERSHELL_SIGN, read: readAddVpnConnection },
]

/** A line that only a `.sstp` file has, and each of them. */
const SSTP_SIGN = /^[ \t]*format[ \t]*=[ \t]*\d/m

/**
 * Reads what a file holds. Its content decides on the format; its name helps only where the content says nothing.
 */
export function readFile({ bytes }: Pick<ImportFile, 'bytes'>, name: string): Reading {
  const foreign = foreignBytes(bytes)
  if (foreign !== undefined) return refused(notAConnection(name, foreign))
  const text = textOfBytes(bytes)
  if (text.trim() === '') return refused(notAConnection(name, 'empty'))
  const isSstp = /\.sstp$/i.test(name) && !/^\s*sstp:\/\//i.test(text)
  const reading =
    readKnown(text, name, bytes) ?? (isSstp ? readSstp(bytes, name) : readAddressLines(text, name))
  return withLooks(reading, text)
}

/** Reads what was pasted, dropped as text, or came as a link. */
export function readText(text: string): Reading {
  if (text.trim() === '') return refused(notAConnection('', 'empty'))
  return withLooks(readKnown(text, '', text) ?? readAddressLines(text, ''), text)
}

function readKnown(text: string, source: string, sstp: string | Uint8Array): Reading | undefined {
  if (SSTP_SIGN.test(text)) return readSstp(sstp, source)
  const document = DOCUMENTS.find(({ sign }) => sign.test(text))
  if (document !== undefined) return document.read(text, source)
  const commands = COMMANDS.filter(({ sign }) => sign.test(text))
  return commands.length > 0 ? joined(commands.map(({ read }) => read(text, source))) : undefined
}

function readSstp(source: string | Uint8Array, name: string): Reading {
  try {
    const { profile, unknown } = parseSstp(source, name)
    const ignored = unknown.map((key) => ({ name: key, reason: 'unknown' as const }))
    return {
      profiles: [{ format: 'sstp', profile, ignored, sourceDidNotVerify: false, assumed: [] }],
      failures: [],
    }
  } catch (cause) {
    if (!(cause instanceof FailureError)) throw cause
    const { failure } = cause
    // What was pasted has no path to name.
    if (name !== '' || failure.code !== 'profile-malformed') return refused(failure)
    const { line, mistake } = failure
    return refused({
      code: 'import-malformed',
      source: '',
      mistake,
      ...(line !== undefined && { line }),
    })
  }
}

/** Where nothing was understood at all, the kind of the text is what helps. */
function withLooks(reading: Reading, text: string): Reading {
  if (reading.profiles.length > 0) return reading
  const looksLike = foreignText(text)
  if (looksLike === '') return reading
  const failures = reading.failures.map((failure) =>
    failure.code === 'import-not-a-connection' || failure.code === 'profile-malformed'
      ? notAConnection(sourceOf(failure), looksLike)
      : failure,
  )
  return { profiles: [], failures }
}

function notAConnection(source: string, looksLike: string): Failure {
  return { code: 'import-not-a-connection', source, looksLike }
}

function sourceOf(failure: { source: string } | { path: string }): string {
  return 'source' in failure ? failure.source : failure.path
}
