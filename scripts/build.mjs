// Builds what ships: the `culvert` command as one file. Native modules stay outside the bundle.
import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '..')
const FOLDER = join(ROOT, 'out', 'cli')
const FILE = 'culvert.js'

await build({
  root: ROOT,
  configFile: false,
  logLevel: 'warn',
  build: {
    ssr: join(ROOT, 'src-main', 'cli', 'main.ts'),
    target: 'node24',
    outDir: FOLDER,
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      external: ['koffi', /^node:/],
      output: { entryFileNames: FILE, banner: '#!/usr/bin/env node' },
    },
  },
  ssr: { noExternal: true },
})
await chmod(join(FOLDER, FILE), 0o755)
