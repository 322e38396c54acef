import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/**
 * `npm run bench:micro`: one step of the packet path at a time. A file a process, one after the other, and imported by
 * Node itself, because the getters that Vitest puts between modules cost as much as some of the steps.
 */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '..', '..'),
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 120_000,
    reporters: [join(import.meta.dirname, 'ratio-reporter.ts')],
    benchmark: { include: ['bench/micro/**/*.bench.ts'] },
    experimental: { viteModuleRunner: false },
  },
})
