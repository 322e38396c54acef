import { parentPort } from 'node:worker_threads'
import type { EngineCommand, EngineMessage } from '../engine/messages.ts'
import { TunnelRunner } from './tunnel-runner.ts'

/**
 * The engine in a worker thread of the desktop app: commands come as messages, news go as messages. When the thread
 * ends, in whatever way, its pipes close, and the helper behind them puts the network back.
 */
const port = parentPort
if (port === null) throw new Error('the engine must be started as a worker thread')

const post = (message: EngineMessage) => port.postMessage(message)
const runner = new TunnelRunner(post)

port.on('message', (command: EngineCommand) => runner.handle(command))
post({ type: 'ready' })
