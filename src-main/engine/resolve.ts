import dns, { type LookupAddress } from 'node:dns'
import net from 'node:net'
import { FailureError } from '../../src-shared/failure.ts'

/**
 * All addresses of `host` as the operating system resolves it (hosts file, mDNS and VPN resolvers included), in its
 * order. Rejects with `FailureError`, or with the signal's reason.
 */
export async function resolve(host: string, signal: AbortSignal): Promise<LookupAddress[]> {
  const family = net.isIP(host)
  if (family !== 0) return [{ address: host, family }]
  signal.throwIfAborted()
  return new Promise((done, reject) => {
    const onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    // getaddrinfo cannot be cancelled; its late answer is ignored.
    dns.lookup(host, { all: true, order: 'verbatim' }, (error, addresses) => {
      signal.removeEventListener('abort', onAbort)
      if (error === null) return done(addresses)
      const unknown = error.code === 'ENOTFOUND' || error.code === 'ENODATA'
      reject(
        new FailureError(
          unknown
            ? { code: 'name-not-found', host }
            : { code: 'name-lookup-failed', host, detail: error.code ?? error.message },
          { cause: error },
        ),
      )
    })
  })
}
