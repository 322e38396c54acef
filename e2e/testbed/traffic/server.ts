import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pattern } from './pattern.ts'

/**
 * A small web server for the far end of a tunnel: `node server.ts <address> <port>`.
 * GET / is a page, GET /bytes/<n> is n bytes of the pattern, POST /sink tells how much arrived and its SHA-256.
 */
export const PAGE = '<!doctype html><title>Far end</title><p>You came through the tunnel.</p>\n'

if (import.meta.main) {
  const [address, port] = process.argv.slice(2)
  createServer((request, response) => {
    const [, folder, count] = (request.url ?? '/').split('/')
    if (request.method === 'POST' && folder === 'sink') {
      const hash = createHash('sha256')
      let bytes = 0
      request.on('data', (chunk: Buffer) => {
        hash.update(chunk)
        bytes += chunk.length
      })
      request.on('end', () => {
        response.setHeader('Content-Type', 'application/json')
        response.end(JSON.stringify({ bytes, sha256: hash.digest('hex') }))
      })
    } else if (folder === 'bytes') {
      response.setHeader('Content-Length', Number(count))
      pipeline(Readable.from(pattern(Number(count))), response).catch(() => response.destroy())
    } else {
      response.setHeader('Content-Type', 'text/html; charset=utf-8')
      response.end(PAGE)
    }
  }).listen(Number(port), address, () => console.log('ready'))
}
