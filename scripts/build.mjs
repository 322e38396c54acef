// Builds what ships: the `culvert` command as one file. Native modules stay outside the bundle.
import { join } from 'node:path'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '..')

await build({
  root: ROOT,
  configFile: false,
  logLevel: 'warn',
  build: {
    ssr: join(ROOT, 'src-main', 'cli', 'main.ts'),
    target: 'node24',
    outDir: join(ROOT, 'out', 'cli'),
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      external: ['koffi', /^node:/],
      output: { entryFileNames: 'culvert.js', banner: '#!/usr/bin/env node' },
    },
  },
  ssr: { noExternal: true },
})
