import { parentPort, threadId } from 'node:worker_threads'
import type { EngineCommand, EngineEvent, EngineMessage } from '../../src-main/engine/messages.ts'

/**
 * Stands where the engine's worker stands and says what a test tells it to say. It answers a `disconnect` as the engine
 * does, so that the app can always be quit.
 */
export const SCRIPT_CHANNEL = 'culvert-script'

export type Instruction =
  | { type: 'say'; event: EngineEvent }
  | { type: 'end'; failure?: Extract<EngineMessage, { type: 'ended' }>['failure'] }
  | { type: 'throw' }
  | { type: 'ask' }

/** What one worker, which is known by its thread, was told so far. */
export type Report = { type: 'commands'; thread: number; commands: EngineCommand['type'][] }

const commands: EngineCommand['type'][] = []
let run = 0

const port = parentPort
if (port !== null) {
  const channel = new BroadcastChannel(SCRIPT_CHANNEL)
  const post = (message: EngineMessage) => port.postMessage(message)
  const report = () => channel.postMessage({ type: 'commands', thread: threadId, commands } satisfies Report)

  port.on('message', (command: EngineCommand) => {
    commands.push(command.type)
    if (command.type === 'connect') run = command.run
    if (command.type === 'disconnect') post({ type: 'ended', run, failure: undefined })
    report()
  })
  channel.addEventListener('message', ({ data }: MessageEvent<Instruction | Report>) => {
    switch (data.type) {
      case 'say':
        post({ type: 'event', run, event: data.event })
        return
      case 'end':
        post({ type: 'ended', run, failure: data.failure })
        return
      case 'throw':
        throw new RangeError('the scripted engine was told to fail')
      case 'ask':
        report()
        return
      case 'commands':
        // Our own report, heard by nobody here.
        return
    }
  })
  post({ type: 'ready' })
}
