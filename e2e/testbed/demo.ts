import { memoryDemo } from './demo/memory-demo.ts'
import { networkDemo } from './demo/network-demo.ts'
import { say } from './demo/screen.ts'

// An interrupted demo removes everything as well: what it made is registered to be undone at exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

async function demo(): Promise<boolean> {
  if (process.platform === 'linux' && process.getuid?.() === 0) return networkDemo()
  const ok = await memoryDemo()
  say('\nWith real network devices, two namespaces and a page to fetch, as root on Linux: sudo npm run demo')
  return ok
}

process.exitCode = (await demo()) ? 0 : 1
