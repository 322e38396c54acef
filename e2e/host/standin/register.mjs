// Loaded before the app: gives it the stand-in whenever it asks for Electron, and starts Chromium meanwhile. Workers and
// child processes of the app inherit this line; they have no Electron, as in Electron itself.
import { registerHooks } from 'node:module'
import process from 'node:process'
import { isMainThread } from 'node:worker_threads'

const OPTIONS_VARIABLE = 'CULVERT_TEST_HOST'
const STAND_IN = new URL('electron.ts', import.meta.url).href
const NAMES = new Set(['electron', 'electron/main', 'electron/common'])

const text = process.env[OPTIONS_VARIABLE]
delete process.env[OPTIONS_VARIABLE]

if (isMainThread && text !== undefined) {
  registerHooks({
    resolve: (specifier, context, next) =>
      NAMES.has(specifier)
        ? { url: STAND_IN, format: 'module-typescript', shortCircuit: true }
        : next(specifier, context),
  })
  const { start } = await import('./start.ts')
  start(JSON.parse(text))
}
