import { createHash } from 'node:crypto'
import { get, type IncomingMessage, request } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pattern } from './pattern.ts'

/** A transfer that takes longer than this has got stuck. */
const TRANSFER_LIMIT_MS = 300_000

/** What a transfer did: bytes and SHA-256 as the receiving side saw them, and how long it took. */
export interface Transfer {
  bytes: number
  sha256: string
  ms: number
}

/**
 * The near end: `node client.ts get <url>`, `node client.ts download <base url> <bytes>` or
 * `node client.ts upload <base url> <bytes>`. Prints the page, or a `Transfer` as one line of JSON.
 */
if (import.meta.main) {
  const [verb, url, count] = process.argv.slice(2)
  const start = performance.now()
  if (verb === 'get') process.stdout.write(await textOf(await fetched(url)))
  else {
    const received =
      verb === 'download'
        ? await download(`${url}/bytes/${count}`)
        : await upload(`${url}/sink`, Number(count))
    console.log(JSON.stringify({ ...received, ms: performance.now() - start } satisfies Transfer))
  }
}

async function download(url: string): Promise<Omit<Transfer, 'ms'>> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of await fetched(url)) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: hash.digest('hex') }
}

async function upload(url: string, length: number): Promise<Omit<Transfer, 'ms'>> {
  const answer = Promise.withResolvers<IncomingMessage>()
  const post = request(
    url,
    { method: 'POST', headers: { 'Content-Length': length }, signal: AbortSignal.timeout(TRANSFER_LIMIT_MS) },
    answer.resolve,
  )
  post.on('error', answer.reject)
  await pipeline(Readable.from(pattern(length)), post)
  return JSON.parse(await textOf(await answer.promise))
}

function fetched(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { signal: AbortSignal.timeout(TRANSFER_LIMIT_MS) }, resolve).on('error', reject)
  })
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
