// Builds what ships: the `culvert` command as one file, and the desktop app: main process, engine worker, preload script and
// window. Native modules stay outside the bundles, and so does Electron.
import { chmod, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'
import { licencesText } from './package/licences.ts'
import { shippedModules } from './package/shipped-modules.ts'

const ROOT = join(import.meta.dirname, '..')
const OUT = join(ROOT, 'out')
const APP = join(OUT, 'app')

/** Chromium of the Electron version in package.json. */
const BROWSER = 'chrome152'

/**
 * One file for a Node process, with everything in it that is JavaScript.
 * @param {{ entry: string, folder: string, file: string, output?: import('vite').Rolldown.OutputOptions }} bundle
 */
function forNode({ entry, folder, file, output = {} }) {
  return build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: join(ROOT, entry),
      target: 'node24',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        external: ['electron', 'keytar', 'koffi', /^node:/],
        output: { entryFileNames: file, codeSplitting: false, ...output },
      },
    },
    ssr: { noExternal: true },
  })
}

async function buildCommand() {
  const folder = join(OUT, 'cli')
  const file = 'culvert.js'
  await rm(folder, { recursive: true, force: true })
  const output = { banner: '#!/usr/bin/env node' }
  await forNode({ entry: 'src-main/cli/main.ts', folder, file, output })
  await chmod(join(folder, file), 0o755)
}

async function buildApp() {
  await rm(APP, { recursive: true, force: true })
  await forNode({ entry: 'src-main/main.ts', folder: APP, file: 'main.js' })
  await forNode({ entry: 'src-main/engine-worker/entry.ts', folder: APP, file: 'engine-worker.js' })
  // A sandboxed preload script is CommonJS and can require nothing but Electron.
  const output = /** @type {const} */ ({ format: 'cjs' })
  await forNode({ entry: 'src-main/app/preload.ts', folder: APP, file: 'preload.cjs', output })
  await build({
    root: join(ROOT, 'src-renderer'),
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      target: BROWSER,
      outDir: join(APP, 'renderer'),
      emptyOutDir: true,
      // The window's policy allows files of its own, and nothing that is written into others.
      assetsInlineLimit: 0,
      modulePreload: false,
      // The page comes from the disk, in one piece.
      chunkSizeWarningLimit: 1500,
    },
  })
}

/** What the about box shows; a package has the same text in a place of its own. */
async function collectLicences() {
  await writeFile(join(OUT, 'licences.txt'), licencesText(shippedModules()))
}

await buildCommand()
await buildApp()
await collectLicences()
