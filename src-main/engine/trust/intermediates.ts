import { X509Certificate } from 'node:crypto'
import { lazyHttp } from '../lazy-http.ts'
import { type CertificateParts, certificateParts } from './certificate-parts.ts'
import { DerError } from './der.ts'
import { sameBytes } from './revocation.ts'

/** A chain of certificates is short, and so is what is fetched for it. */
const MAX = { CERTIFICATES: 4, BYTES: 64 * 1024, MS: 5_000 } as const

/**
 * Fetches the certificates between the last one that a server sent and its authority from where each says that its
 * issuer is (RFC 5280 section 4.2.2.1). They are only passed on if the key in them signed the one before; whether anybody
 * trusts them is not decided here. Resolves with those that were found, none if the network is in the way.
 */
export async function fetchIntermediates(
  last: Uint8Array,
  signal: AbortSignal,
  log: (text: string) => void,
): Promise<Uint8Array[]> {
  const found: Uint8Array[] = []
  const within = AbortSignal.any([signal, AbortSignal.timeout(MAX.MS)])
  let child = last
  while (found.length < MAX.CERTIFICATES) {
    const issuer = await fetchIssuer(child, within, log)
    // What signs itself is an authority, which counts only if it is known already.
    if (issuer === undefined || sameBytes(issuer.parts.subject, issuer.parts.issuer)) break
    found.push(issuer.raw)
    child = issuer.raw
  }
  return found
}

async function fetchIssuer(
  child: Uint8Array,
  signal: AbortSignal,
  log: (text: string) => void,
): Promise<{ raw: Uint8Array; parts: CertificateParts } | undefined> {
  for (const url of urlsIn(child)) {
    try {
      const issuer = certificateIn(await get(url, signal))
      if (new X509Certificate(child).verify(issuer.publicKey)) {
        const raw = new Uint8Array(issuer.raw)
        const parts = certificateParts(raw)
        log(`fetched a certificate that the server did not send: ${url}`)
        return { raw, parts }
      }
      log(`${url} has another certificate than the one that is missing`)
    } catch (cause) {
      log(`cannot fetch ${url}: ${cause instanceof Error ? cause.message : String(cause)}`)
    }
  }
  return undefined
}

function urlsIn(raw: Uint8Array): readonly string[] {
  try {
    return certificateParts(raw).issuerUrls
  } catch (cause) {
    if (cause instanceof DerError) return []
    throw cause
  }
}

/** DER, or PEM as some authorities have it. Throws for anything else. */
function certificateIn(bytes: Buffer): X509Certificate {
  return new X509Certificate(bytes)
}

/** HTTP alone, as the standard wants it: TLS would need the very check that this is for. Redirects are not followed. */
function get(url: string, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const request = lazyHttp().get(url, { signal, agent: false }, (response) => {
      const chunks: Buffer[] = []
      let size = 0
      if (response.statusCode !== 200) {
        request.destroy(new Error(`status ${response.statusCode}`))
        return
      }
      response.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > MAX.BYTES) request.destroy(new Error('too large for a certificate'))
        else chunks.push(chunk)
      })
      response.on('end', () => resolve(Buffer.concat(chunks)))
      response.on('error', reject)
    })
    request.on('error', reject)
  })
}
