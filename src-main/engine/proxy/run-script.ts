import { Worker } from 'node:worker_threads'
import { SCRIPT_FUNCTIONS } from './script-functions.ts'

/** A script decides in a millisecond; the thread around it takes some tens of them to start. */
const RUN_MS = 500
const THREAD_MS = 5_000
const HEAP_MB = 32

export interface ScriptInput {
  script: string
  url: string
  host: string
  /** What is known of names; null for those that do not exist. */
  known: Readonly<Record<string, string | null>>
  ownAddress: string
}

export type ScriptOutcome =
  | { outcome: 'answer'; text: string }
  /** It wants to know these addresses; it may decide otherwise once it knows them. */
  | { outcome: 'asked'; names: string[] }
  | { outcome: 'too-slow' }
  | { outcome: 'faulty'; detail: string }

/**
 * The thread: an empty context of its own, which has the language and nothing of Node, so that there is nothing to reach for;
 * texts go in as part of the source and one text comes out. The thread's limits hold what the context cannot: memory and time.
 * It ends with the answer, so that nothing that the script has put off runs afterwards.
 */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads')
const vm = require('node:vm')
const context = vm.createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } })
try {
  const text = vm.runInContext(workerData.source, context, { timeout: workerData.timeout })
  parentPort.postMessage(typeof text === 'string' ? { text } : { faulty: 'it answers with something odd' })
} catch (error) {
  let faulty = 'it breaks off'
  let isSlow = false
  try {
    isSlow = error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
    faulty = String(error.message).slice(0, 200)
  } catch {}
  parentPort.postMessage(isSlow ? { slow: true } : { faulty })
}
process.exit()
`

/** What the language brings along, no script needs, and Node answers with objects from outside the context. */
const WITHOUT = 'delete globalThis.WebAssembly; delete globalThis.console'

/**
 * The error with which `import()` fails is made outside the context, and through it a script gets at all of Node (seen with
 * Node 24). Written with an escape, the word is the same in a text and in the name of a property, but no keyword any more.
 */
const withoutImport = (script: string) => script.replace(/(?<!\\)import/g, '\\u0069mport')

/** Asks a script from the network which proxy to take. It can neither reach anything nor keep us from going on. */
export function runScript({ script, url, host, known, ownAddress }: ScriptInput): Promise<ScriptOutcome> {
  const source = `
const { known, ownAddress } = ${JSON.stringify({ known, ownAddress })}
const asked = []
${WITHOUT}
${SCRIPT_FUNCTIONS}
${withoutImport(script)}
;(() => {
  const answer = FindProxyForURL(${JSON.stringify(url)}, ${JSON.stringify(host)})
  return JSON.stringify({ asked, answer: typeof answer === 'string' ? answer : 'DIRECT' })
})()`
  return new Promise((resolve) => {
    const worker = new Worker(THREAD, {
      eval: true,
      env: {},
      execArgv: [],
      workerData: { source, timeout: RUN_MS },
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 8, stackSizeMb: 2 },
    })
    const finish = (outcome: ScriptOutcome) => {
      clearTimeout(timer)
      void worker.terminate()
      resolve(outcome)
    }
    const timer = setTimeout(() => finish({ outcome: 'too-slow' }), THREAD_MS)
    worker.once('message', (message: { text?: string; slow?: true; faulty?: string }) => {
      if (message.slow === true) finish({ outcome: 'too-slow' })
      else if (message.text === undefined)
        finish({ outcome: 'faulty', detail: message.faulty ?? 'it breaks off' })
      else finish(readAnswer(message.text))
    })
    worker.once('error', (error: Error) => finish({ outcome: 'faulty', detail: error.message }))
    worker.once('exit', () => finish({ outcome: 'faulty', detail: 'it breaks off' }))
  })
}

/** The script could have replaced what writes this text, so it is looked at like anything from outside. */
function readAnswer(text: string): ScriptOutcome {
  try {
    const { asked, answer }: { asked?: unknown; answer?: unknown } = JSON.parse(text)
    const names = Array.isArray(asked) ? asked.filter((name) => typeof name === 'string') : []
    if (names.length > 0) return { outcome: 'asked', names }
    if (typeof answer === 'string') return { outcome: 'answer', text: answer }
  } catch {
    // Falls through to the same words: it is no answer.
  }
  return { outcome: 'faulty', detail: 'it answers with something odd' }
}
