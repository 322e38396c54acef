import { createInterface } from 'node:readline'
import type { Worker } from 'node:worker_threads'
import { EngineClient } from '../../src-main/control/engine-client.ts'
import type { EngineCommand, EngineMessage } from '../../src-main/engine/messages.ts'

/** What the parent of the engine is told, one JSON text on each line. */
export type ParentOrder = { do: 'send'; command: EngineCommand } | { do: 'terminate' } | { do: 'exit' }

/** What it tells, in the same way. */
export type ParentNews = { message: EngineMessage } | { crash: string }

const [, , workerFile = ''] = process.argv
const tell = (news: ParentNews) => process.stdout.write(`${JSON.stringify(news)}\n`)

// The client keeps its thread to itself; Node shows each one that is made.
let worker: Worker | undefined
process.on('worker', (made) => {
  worker = made
})

const engine = new EngineClient(workerFile)
engine.listen({ onMessage: (message) => tell({ message }), onCrash: (crash) => tell({ crash }) })

createInterface({ input: process.stdin }).on('line', (line) => {
  const order: ParentOrder = JSON.parse(line)
  if (order.do === 'send') engine.send(order.command)
  else if (order.do === 'terminate') void worker?.terminate()
  else process.exit(0)
})
