import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ONE_OF_EACH } from '../../src-shared/failure-examples.ts'
import { CERTIFICATE, FACTS, PASSWORD, type SetUp, setUp } from './tunnel/test-support/set-up.ts'

type Step = (parts: SetUp) => unknown

const failures = Object.values(ONE_OF_EACH)

/** What users, computers and engines do, in any order. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>(({ controller, id }) => controller.connect(id)),
  fc.constant<Step>(async ({ controller, library, id }) => {
    const [other] = library.entries().filter((entry) => entry.id !== id)
    await controller.connect((other ?? (await library.duplicate(id))).id)
  }),
  fc.constant<Step>(({ controller }) => void controller.disconnect('user')),
  fc.constant<Step>(({ controller }) => controller.retryNow()),
  fc.constant<Step>(({ controller }) => controller.reconnect()),
  fc.constant<Step>(({ controller }) => controller.dismiss()),
  fc.constant<Step>(({ controller }) => controller.handleResume()),
  fc.constant<Step>(({ controller }) => controller.handleOnline()),
  fc.constant<Step>(({ controller }) => controller.openSignInPage()),
  fc.constant<Step>(({ engine }) => engine.say({ type: 'state', state: { state: 'captive-portal' } })),
  fc.boolean().map<Step>((remember) => ({ controller, store }) => {
    const { tunnel } = store.get()
    const requestId = tunnel.state === 'needs-credentials' ? tunnel.request.id : 'none'
    controller.submitCredentials({ requestId, user: 'anna', password: PASSWORD, remember })
  }),
  fc.constantFrom('once', 'pin', 'refuse', 'ca').map<Step>((choice) => ({ controller, store }) => {
    const { tunnel } = store.get()
    const requestId = tunnel.state === 'needs-trust' ? tunnel.request.id : 'none'
    return controller.decideTrust({ requestId, decision: { choice } }, async () => undefined)
  }),
  fc.constantFrom('available', 'locked', 'unavailable').map<Step>((state) => ({ secrets }) => {
    secrets.state = state
  }),
  fc.constant<Step>(({ engine }) => engine.say({ type: 'identity-refused', certificate: CERTIFICATE })),
  fc.constant<Step>(({ engine }) => engine.say({ type: 'state', state: { state: 'connected', ...FACTS } })),
  fc.constantFrom(...failures).map<Step>(
    (failure) =>
      ({ engine }) =>
        engine.say({ type: 'state', state: { state: 'reconnecting', attempt: 1, retryInMs: 500, failure } }),
  ),
  fc.constantFrom(undefined, ...failures).map<Step>(
    (failure) =>
      ({ engine }) =>
        engine.end(failure),
  ),
  fc.constant<Step>(({ engine }) => engine.crash('RangeError: no')),
)

/** What must hold after every step. */
function expectSound({ store, patches, lines, engine }: SetUp): void {
  const { tunnel } = store.get()
  if (tunnel.state === 'needs-credentials' || tunnel.state === 'needs-trust') {
    expect(tunnel.request.id).not.toBe('')
  }
  for (const text of [JSON.stringify(patches), JSON.stringify(store.get()), lines.join('\n')]) {
    expect(text).not.toContain(PASSWORD)
  }
  const carriers = engine.commands.filter((command) => JSON.stringify(command).includes(PASSWORD))
  expect(carriers.every(({ type }) => type === 'connect')).toBe(true)
}

it('whatever happens in whatever order: one tunnel at a time, no secret in sight, and disconnecting ends it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const parts = await setUp()
      // The engine's side of the truth: a tunnel is there from `connect` until its end was told.
      let open = 0
      const send = parts.engine.send.bind(parts.engine)
      parts.engine.send = (command) => {
        if (command.type === 'connect') expect(open++).toBe(0)
        send(command)
      }
      const end = parts.engine.end.bind(parts.engine)
      parts.engine.end = (failure, run) => {
        open = 0
        end(failure, run)
      }
      const crash = parts.engine.crash.bind(parts.engine)
      parts.engine.crash = (detail) => {
        open = 0
        crash(detail)
      }
      for (const one of steps) {
        await one(parts)
        expectSound(parts)
      }
      const over = parts.controller.disconnect('user')
      if (open > 0) parts.engine.end()
      await over
      expect(parts.store.get().tunnel).toEqual({ state: 'disconnected' })
    }),
    { numRuns: 150 },
  )
}, 60_000)
