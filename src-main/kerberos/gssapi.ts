import koffi, { type KoffiFunc } from 'koffi'
import { keepKoffiLoaded } from '../tun/keep-loaded.ts'

/** What Kerberos says when it is asked for a proof of who the user is. */
export type TicketAnswer =
  /** What goes behind `Negotiate`, good for one use. */
  | { outcome: 'token'; token: Uint8Array }
  /** There is none, because of this: no Kerberos on this computer, no ticket of the user, or none for this service. */
  | { outcome: 'none'; because: string }

/** The name that MIT's library has on every Linux; Heimdal's is another one. */
const LIBRARY = 'libgssapi_krb5.so.2'

/** SPNEGO, 1.3.6.1.5.5.2 (RFC 4178 section 3). */
const SPNEGO = Buffer.from([0x2b, 0x06, 0x01, 0x05, 0x05, 0x02])

/** RFC 2744 section 3.9.1: the upper half of a status tells of errors. */
const ERROR_BITS = 0xffff0000
const MECHANISM_CODE = 2
/** Neither delegation, which would hand the ticket on, nor a proof of the proxy, which it could not give in clear text anyway. */
const NO_FLAGS = 0
/** More than any token that a proxy's head would take. */
const MAX_TOKEN_BYTES = 48 * 1024

/** Every function of the library answers with a status (RFC 2744 section 3.9). */
type GssCall = KoffiFunc<(...words: unknown[]) => number>

interface Bytes {
  length: bigint | number
  value: unknown
}

interface Gssapi {
  hostBasedService: unknown
  importName: GssCall
  initSecContext: GssCall
  displayStatus: GssCall
  releaseBuffer: GssCall
  releaseName: GssCall
  deleteSecContext: GssCall
}

let loaded: Gssapi | undefined

/** Throws when the library is not on this computer. */
function gssapi(): Gssapi {
  if (loaded !== undefined) return loaded
  const library = koffi.load(LIBRARY)
  keepKoffiLoaded()
  koffi.struct('gss_buffer', { length: 'size_t', value: 'void *' })
  koffi.struct('gss_oid', { length: 'uint32_t', elements: 'void *' })
  const minor = '_Out_ uint32_t *minor'
  loaded = {
    hostBasedService: koffi.decode(library.symbol('GSS_C_NT_HOSTBASED_SERVICE', 'void *'), 'void *'),
    importName: library.func(
      `uint32_t gss_import_name(${minor}, gss_buffer *input, void *type, _Out_ void **name)`,
    ),
    initSecContext: library.func(
      `uint32_t gss_init_sec_context(${minor}, void *credential, _Inout_ void **context, void *name,
        gss_oid *mechanism, uint32_t flags, uint32_t time, void *bindings, void *input, void *actual,
        _Out_ gss_buffer *output, void *gotFlags, void *gotTime)`,
    ),
    displayStatus: library.func(
      `uint32_t gss_display_status(${minor}, uint32_t status, int kind, gss_oid *mechanism,
        _Inout_ uint32_t *more, _Out_ gss_buffer *text)`,
    ),
    releaseBuffer: library.func(`uint32_t gss_release_buffer(${minor}, _Inout_ gss_buffer *buffer)`),
    releaseName: library.func(`uint32_t gss_release_name(${minor}, _Inout_ void **name)`),
    deleteSecContext: library.func(
      `uint32_t gss_delete_sec_context(${minor}, _Inout_ void **context, void *token)`,
    ),
  }
  return loaded
}

/**
 * Asks Kerberos for a token for the service `HTTP` on this host (RFC 4559 section 4.1), with the ticket of the user whom this process
 * runs as: the library finds it by `KRB5CCNAME` and /etc/krb5.conf. It may have to ask its server for that, so the question
 * is asked outside of this thread. Linux alone. Never rejects.
 */
export async function requestToken(host: string): Promise<TicketAnswer> {
  if (process.platform !== 'linux') return none('Kerberos is not used on this system yet')
  let gss: Gssapi
  try {
    gss = gssapi()
  } catch (cause) {
    return none(cause instanceof Error ? cause.message : String(cause))
  }
  const service = Buffer.from(`HTTP@${host}`)
  const minor = [0]
  const [name, context]: [unknown[], unknown[]] = [[null], [null]]
  const mechanism = { length: SPNEGO.length, elements: SPNEGO }
  const input = { length: service.length, value: service }
  if (isError(gss.importName(minor, input, gss.hostBasedService, name))) return none(describe(gss, minor))
  const output: Bytes = { length: 0, value: null }
  try {
    const rest = [NO_FLAGS, 0, null, null, null, output, null, null]
    const status = await later(gss.initSecContext, [minor, null, context, name[0], mechanism, ...rest])
    const length = Number(output.length)
    if (isError(status) || length === 0 || length > MAX_TOKEN_BYTES) return none(describe(gss, minor))
    return { outcome: 'token', token: bytesOf(output) }
  } finally {
    if (output.value !== null) gss.releaseBuffer([0], output)
    gss.releaseName([0], name)
    if (context[0] !== null) gss.deleteSecContext([0], context, null)
  }
}

const none = (because: string): TicketAnswer => ({ outcome: 'none', because })

const isError = (status: number) => (status & ERROR_BITS) !== 0

/** Calls on a thread of the pool; a call that could not be made is an error of the library's kind. */
function later(call: GssCall, words: unknown[]): Promise<number> {
  return new Promise((resolve) => {
    call.async(...words, (cause: unknown, status: number) => resolve(cause === null ? status : ERROR_BITS))
  })
}

/** Kerberos' own words for what went wrong. */
function describe(gss: Gssapi, [code = 0]: readonly number[]): string {
  const text: Bytes = { length: 0, value: null }
  const mechanism = { length: SPNEGO.length, elements: SPNEGO }
  const status = gss.displayStatus([0], code, MECHANISM_CODE, mechanism, [0], text)
  if (isError(status) || text.value === null) return `code ${code}`
  // Some of its texts end with a zero that their length counts.
  const words = Buffer.from(bytesOf(text)).toString('utf8').replaceAll('\0', '').trim()
  gss.releaseBuffer([0], text)
  return words
}

function bytesOf({ length, value }: Bytes): Uint8Array {
  return Uint8Array.from(koffi.decode(value, koffi.array('uint8_t', Number(length), 'Typed')))
}
