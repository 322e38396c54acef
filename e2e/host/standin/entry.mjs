// What runs in the place of Electron's own start: `node entry.mjs <main module> [arguments]`. Gives the app the stand-in
// whenever it asks for Electron; its workers and child processes have none, as in Electron.
import { registerHooks } from 'node:module'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { OPTIONS_VARIABLE } from './host.ts'
import { start } from './start.ts'

const STAND_IN = new URL('electron.ts', import.meta.url).href
const NAMES = new Set(['electron', 'electron/main', 'electron/common'])

const options = JSON.parse(process.env[OPTIONS_VARIABLE])
delete process.env[OPTIONS_VARIABLE]
process.argv.splice(1, 1)

registerHooks({
  resolve: (specifier, context, next) =>
    NAMES.has(specifier) ? { url: STAND_IN, shortCircuit: true } : next(specifier, context),
})

start(options, () => import(pathToFileURL(process.argv[1]).href))
