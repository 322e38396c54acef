import { defineConfig } from 'vitest/config'
import { RUN_FOLDER } from './src-main/testing/run-folder.ts'

/**
 * Two projects: `unit` runs anywhere and in parallel; `network` (`*.net.test.ts`) builds network namespaces, TUN
 * devices and real servers, so it needs root on Linux and runs one file after the other.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          globalSetup: './src-main/testing/run-folder.ts',
          // Only what hangs is to fail by the clock: on a busy machine of two cores, what takes a second takes ten.
          testTimeout: 30_000,
          env: { TMPDIR: RUN_FOLDER, TEMP: RUN_FOLDER, TMP: RUN_FOLDER },
          include: ['{src-main,src-shared,src-renderer,e2e,bench,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.net.test.ts', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'network',
          include: ['{src-main,e2e,bench}/**/*.net.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
