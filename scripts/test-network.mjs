// Every test in network namespaces, those that take minutes included; `npm test` runs a sample of the latter.
// Most of the time is spent waiting, and each file has namespaces of its own: two halves run side by side.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'

const ROOT = join(import.meta.dirname, '..')
const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs')

/**
 * @param {readonly string[]} words
 * @param {import('node:child_process').StdioOptions} stdio
 */
function start(words, stdio) {
  const env = { ...process.env, CULVERT_SLOW_TESTS: '1' }
  return spawn(process.execPath, [VITEST, 'run', '--project', 'network', ...words], { cwd: ROOT, stdio, env })
}

/** @param {import('node:child_process').ChildProcess} child */
async function endOf(child) {
  const [code] = await once(child, 'close')
  return code ?? 1
}

async function inHalves() {
  const first = start(['--shard=1/2'], 'inherit')
  const second = start(['--shard=2/2'], ['ignore', 'pipe', 'pipe'])
  // Told in one piece at the end, because the lines of two would be a riddle.
  /** @type {Buffer[]} */
  const told = []
  for (const stream of [second.stdout, second.stderr]) stream?.on('data', (chunk) => told.push(chunk))
  const codes = await Promise.all([endOf(first), endOf(second)])
  process.stdout.write(Buffer.concat(told))
  return Math.max(...codes)
}

const words = process.argv.slice(2)
process.exitCode = words.length > 0 ? await endOf(start(words, 'inherit')) : await inHalves()
