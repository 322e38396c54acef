import { defineConfig } from '@playwright/test'

/**
 * Three projects: `host` proves the test host itself with a small app of its own; `mocked` runs the real bundles with a scripted
 * engine; `live` runs them whole, with real servers in network namespaces, one spec after the other.
 */
export default defineConfig({
  testDir: import.meta.dirname,
  outputDir: '../out/e2e-results',
  retries: 0,
  forbidOnly: true,
  // Bounds for what hangs, not for what is slow: other programs may have both cores for seconds.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 2,
  reporter: [['list'], ['json', { outputFile: '../out/e2e-report.json' }]],
  snapshotPathTemplate: '{testDir}/{testFileDir}/__snapshots__/{testFileName}/{arg}{ext}',
  projects: [
    { name: 'host', testMatch: 'host/*.spec.ts' },
    { name: 'mocked', testMatch: 'mocked/*.spec.ts' },
    { name: 'live', testMatch: 'live/*.spec.ts', workers: 1, fullyParallel: false, timeout: 120_000 },
  ],
})
