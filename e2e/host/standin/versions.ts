import manifest from 'electron/package.json' with { type: 'json' }

/** What the app is told it runs on: the Electron that package.json names. Chromium's version is the real one's. */
export const VERSIONS: Readonly<Record<string, string>> = {
  electron: manifest.version,
  node: process.versions.node,
}
