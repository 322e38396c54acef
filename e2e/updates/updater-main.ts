// The program's updates and nothing else of it, in a process of its own: what it shows, writes and remembers goes to the test, which
// plays the tunnel and the user. `CULVERT_RESOURCES` is the folder that a package would have.
import { registerHooks } from 'node:module'
import { setImmediate as soon } from 'node:timers/promises'
import type { StateStore as Store } from '../../src-main/control/state-store.ts'

export type Order =
  | { do: 'be'; tunnel: 'connected' | 'disconnected' | 'connecting'; later?: number }
  | { do: 'accept' }
  | { do: 'put-off' }

export type Report =
  | { type: 'shown'; stages: string[] }
  | { type: 'log'; text: string }
  | { type: 'resume'; profileId: string }
  | { type: 'ready' }

const STAND_IN = new URL('electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: STAND_IN, shortCircuit: true } : next(specifier, context),
})
Object.defineProperty(process, 'resourcesPath', { value: process.env.CULVERT_RESOURCES })

const report = (message: Report) => process.send?.(message)
const { StateStore } = await import('../../src-main/control/state-store.ts')
const { Notices } = await import('../../src-main/app/notices.ts')
const { createUpdates } = await import('../../src-main/app/update-start.ts')
const { stateWith, TUNNELS } = await import('../../src-main/app/test-support/sample-state.ts')

/** Days pass in a test. */
let ahead = 0
const { now } = Date
Date.now = () => now() + ahead

const store: Store = new StateStore({ ...stateWith(TUNNELS.disconnected), block: null, notices: [] })
const updating = createUpdates({
  store,
  notices: new Notices(store, () => undefined),
  memory: { keepResume: (profileId) => report({ type: 'resume', profileId }) },
  log: { write: (_level: string, _part: string, text: string) => report({ type: 'log', text }) } as never,
  leave: () => updating.exit(undefined, () => process.disconnect()),
})
store.subscribe(() => {
  const { notices } = store.get()
  report({ type: 'shown', stages: notices.flatMap((it) => (it.type === 'update' ? [it.stage] : [])) })
})

process.on('message', (order: Order) => {
  if (order.do === 'accept') updating.updates?.accept()
  else if (order.do === 'put-off') updating.updates?.putOff()
  else {
    ahead += order.later ?? 0
    store.update({ tunnel: TUNNELS[order.tunnel] })
  }
})
while (updating.updates === undefined) await soon()
report({ type: 'ready' })
