import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts'
import { rendererFile } from './renderer-file.ts'
import { APP_ORIGIN } from './sender-check.ts'

const SCHEME = new URL(APP_ORIGIN).protocol.slice(0, -1)

export const START_PAGE = `${APP_ORIGIN}/index.html`

/** Makes the scheme a real origin of its own, which `file:` is not. Before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the window's files out of `folder`. Once the app is ready. */
export function serveWindowFiles(folder: string): void {
  protocol.handle(SCHEME, async ({ method, url }) => {
    const file = method === 'GET' ? rendererFile(url, folder) : undefined
    const body = file && (await contentsOf(file.path))
    if (file === undefined || body === undefined) return new Response(null, { status: 404 })
    return new Response(body, {
      headers: {
        'content-type': file.type,
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cache-control': 'no-cache',
      },
    })
  })
}

async function contentsOf(path: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return undefined
    throw error
  }
}
