import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'

const ROOT = join(import.meta.dirname, '..')
const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')

/**
 * Runs tests in network namespaces in one process, `words` being options of vitest; resolves with its exit code.
 *
 * @param {readonly string[]} words
 * @param {{ slow?: boolean, quiet?: boolean }} options `slow`: those that take minutes as well. `quiet`: what it says is
 *   told in one piece at the end, because the lines of two would be a riddle.
 * @returns {Promise<number>}
 */
export async function runNetworkTests(words, { slow = false, quiet = false } = {}) {
  const child = spawn(process.execPath, [VITEST, 'run', '--project', 'network', ...words], {
    cwd: ROOT,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: slow ? { ...process.env, CULVERT_SLOW_TESTS: '1' } : process.env,
  })
  /** @type {Buffer[]} */
  const told = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => told.push(chunk))
  const [code] = await once(child, 'close')
  process.stdout.write(Buffer.concat(told))
  return code ?? 1
}

/**
 * The same in two halves side by side: most of the time is spent waiting, and each test file has namespaces of its own.
 *
 * @param {(half: number) => readonly string[]} words options of the first half (1) and of the second (2)
 * @param {{ slow?: boolean }} [options]
 */
export async function runNetworkHalves(words, options) {
  const half = (/** @type {number} */ number) =>
    runNetworkTests([`--shard=${number}/2`, ...words(number)], { ...options, quiet: number === 2 })
  return Math.max(...(await Promise.all([half(1), half(2)])))
}
