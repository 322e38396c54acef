import { describe, expect, it } from 'vitest'
import { type Failure, FailureError } from '../../src-shared/failure.ts'
import { type Envelope, type Handlers, invoke, notify, type Validators } from '../../src-shared/ipc-types.ts'
import { notifiersOf, serveQuestions } from './ipc-server.ts'

const CONTRACT = {
  door: { open: invoke<string, { code: number }>(), opened: notify<{ by: string }>() },
} as const

interface Setup {
  handlers?: Handlers<typeof CONTRACT>
  trusted?: boolean
}

/** A server whose questions are asked by calling `ask`. */
function server({
  handlers = { door: { open: ({ code }) => `opened with ${code}` } },
  trusted = true,
}: Setup = {}) {
  const channels = new Map<string, (event: null, argument: unknown) => Promise<Envelope>>()
  const failures: [string, Failure][] = []
  const validators: Validators<typeof CONTRACT> = {
    door: {
      open: (argument) => {
        if (argument === 'nonsense') throw new FailureError({ code: 'internal', detail: 'does not fit' })
        return argument as { code: number }
      },
    },
  }
  serveQuestions(
    { handle: (channel, listener) => channels.set(channel, listener) },
    {
      contract: CONTRACT,
      validators,
      handlers,
      isTrusted: () => trusted,
      onFailure: (channel, failure) => failures.push([channel, failure]),
    },
  )
  const ask = (argument: unknown) => channels.get('door-open')?.(null, argument)
  return { channels, failures, ask }
}

describe('questions of the window', () => {
  it('have one channel each, and news have none', () => {
    expect([...server().channels.keys()]).toEqual(['door-open'])
  })

  it('are answered in an envelope', async () => {
    expect(await server().ask({ code: 7 })).toEqual({ type: 'success', value: 'opened with 7' })
  })

  it('keep their failure', async () => {
    const failure: Failure = { code: 'profile-not-found', name: 'Office' }
    const open = () => Promise.reject(new FailureError(failure))
    const { ask, failures } = server({ handlers: { door: { open } } })
    expect(await ask({ code: 7 })).toEqual({ type: 'failure', failure })
    expect(failures).toEqual([['door-open', failure]])
  })

  it('turn what was thrown by mistake into a failure, too', async () => {
    const open = () => {
      throw new TypeError('x is not a function')
    }
    expect(await server({ handlers: { door: { open } } }).ask({ code: 7 })).toEqual({
      type: 'failure',
      failure: { code: 'internal', detail: 'x is not a function' },
    })
  })

  it('do not reach the handler with an argument that does not fit', async () => {
    expect(await server().ask('nonsense')).toMatchObject({ failure: { detail: 'does not fit' } })
  })

  it('of strangers are not even looked at', async () => {
    const { ask, failures } = server({ trusted: false })
    expect(await ask('nonsense')).toMatchObject({ failure: { detail: 'the sender is not our window' } })
    expect(failures).toHaveLength(1)
  })

  it('need somebody who answers them', () => {
    expect(() => server({ handlers: { door: {} } as Handlers<typeof CONTRACT> })).toThrow(
      'nobody answers door-open',
    )
  })
})

describe('news for the window', () => {
  it('go out by the channel of their name', () => {
    const sent: unknown[] = []
    notifiersOf(CONTRACT, (...news) => sent.push(news)).door.opened({ by: 'anna' })
    expect(sent).toEqual([['door-opened', { by: 'anna' }]])
  })
})
