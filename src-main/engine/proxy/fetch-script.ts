import net from 'node:net'
import tls from 'node:tls'
import { FailureError } from '../../../src-shared/failure.ts'
import { connectFirst } from '../happy-eyeballs.ts'
import { lazyHttp } from '../lazy-http.ts'
import type { ScriptAccess } from './ask-script.ts'

/** Real ones have some kilobytes; the largest known lists have some hundred. */
const MAX_LENGTH = 1024 * 1024

/** Fetches the script, and from no other place than its address says. Rejects with `FailureError`, or the signal's reason. */
export async function fetchScript(
  address: string,
  access: ScriptAccess,
): Promise<{ script: string; ownAddress: string }> {
  const { signal } = access
  try {
    const socket = await connect(new URL(address), access)
    const ownAddress = socket.localAddress ?? '127.0.0.1'
    return { script: await get(address, socket, signal), ownAddress }
  } catch (cause) {
    if (signal.aborted) throw signal.reason
    if (cause instanceof FailureError && cause.failure.code === 'proxy-script-failed') throw cause
    throw failed(address, 'unreachable', detailOf(cause), cause)
  }
}

async function connect(
  url: URL,
  { lookup, beforeConnect, context, signal }: ScriptAccess,
): Promise<net.Socket> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isSecure = url.protocol === 'https:'
  const port = url.port === '' ? (isSecure ? 443 : 80) : Number(url.port)
  const open = async (address: string) => {
    const localPort = await beforeConnect?.(address, port)
    const options = { host: address, port, ...(localPort !== undefined && { localPort }) }
    if (!isSecure) return net.connect(options)
    const servername = net.isIP(host) === 0 ? host : ''
    return tls.connect({
      ...options,
      servername,
      secureContext: context,
      checkServerIdentity: (_, certificate) => tls.checkServerIdentity(host, certificate),
    })
  }
  return await connectFirst(await lookup(host, signal), open, signal)
}

function get(address: string, socket: net.Socket, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = lazyHttp().get(address.replace(/^https:/, 'http:'), {
      createConnection: () => socket,
      agent: false,
      signal,
      headers: { host: new URL(address).host, connection: 'close' },
    })
    request.once('error', reject)
    request.once('response', (response) => {
      if (response.statusCode !== 200) {
        reject(failed(address, 'unreachable', `HTTP ${response.statusCode}`))
        request.destroy()
        return
      }
      const parts: Buffer[] = []
      let length = 0
      response.on('data', (part: Buffer) => {
        parts.push(part)
        length += part.length
        if (length <= MAX_LENGTH) return
        reject(failed(address, 'too-large', `${MAX_LENGTH} bytes`))
        request.destroy()
      })
      response.once('end', () => resolve(Buffer.concat(parts).toString('utf8')))
      response.once('error', reject)
    })
  })
}

function failed(
  script: string,
  because: 'unreachable' | 'too-large',
  detail: string,
  cause?: unknown,
): FailureError {
  return new FailureError({ code: 'proxy-script-failed', script, because, detail }, { cause })
}

function detailOf(cause: unknown): string {
  const first = cause instanceof AggregateError ? cause.errors[0] : cause
  if (first instanceof FailureError) return first.failure.code
  return (first as NodeJS.ErrnoException).code ?? String(first)
}
