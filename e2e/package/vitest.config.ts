import { defineConfig } from 'vitest/config'

/** What takes minutes and needs packages that were made before: `npm run test:package` does both. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.installed.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 900_000,
  },
})
