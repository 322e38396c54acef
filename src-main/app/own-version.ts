import { readFileSync } from 'node:fs'

/** The version in our own manifest; Electron's `app.getVersion()` is Electron's own in a checkout. */
export function ownVersion(manifest: string): string {
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'))
  return String(version)
}
