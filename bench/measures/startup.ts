import { spawnSync } from 'node:child_process'
import type { Values } from './measure.ts'

/** How long the command takes to say something, and how much of it is Node's own. */
export function startup(command: string): Values {
  return { 'startup.ms': timed([command, '--version']), 'startup.node': timed(['--eval', '0']) }
}

function timed(args: readonly string[]): number {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`)
  return performance.now() - start
}
