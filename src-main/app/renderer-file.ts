import { extname, join, sep } from 'node:path'
import { APP_ORIGIN } from './sender-check.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/**
 * The file that an address of the window means, if it is one of ours: below `folder`, of a kind that the window is made of.
 * The way there is checked after decoding, because `%2e%2e%2f` is `../`.
 */
export function rendererFile(address: string, folder: string): { path: string; type: string } | undefined {
  const url = URL.parse(address)
  if (url === null || `${url.protocol}//${url.host}` !== APP_ORIGIN) return undefined
  const decoded = decode(url.pathname)
  if (decoded === undefined || decoded.includes('\\') || decoded.includes('\0')) return undefined
  const path = join(folder, decoded === '/' ? 'index.html' : decoded)
  const type = TYPES[extname(path)]
  if (type === undefined || !path.startsWith(folder + sep)) return undefined
  return { path, type }
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
