// A screen that nobody sees, for a window that wants one. It ends when its last window has gone.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Starts Xvfb on a number that is free; answers that number as DISPLAY has it, and what ends it. */
export async function startVirtualScreen() {
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp', '-terminate']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const failed = new Promise((_resolve, reject) => {
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
  })
  // After it has told its number its end is ours.
  failed.catch(() => undefined)
  const numbers = /** @type {import('node:stream').Readable} */ (server.stdio[3])
  const told = createInterface(numbers)[Symbol.asyncIterator]().next()
  const { value: number } = await Promise.race([failed, told])
  return { display: `:${number}`, stop: () => server.kill() }
}
