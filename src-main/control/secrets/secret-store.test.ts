import { describe, expect, it, onTestFinished } from 'vitest'
import { type KeyringState, TestKeyring } from '../../../e2e/testbed/keyring.ts'
import { runScript } from '../test-support/run-script.ts'
import { KeychainStore } from './secret-store.ts'

/** A real keyring, and processes in its session: libsecret keeps the first bus that it meets. */
async function session(state: KeyringState) {
  const keyring = await TestKeyring.start(state)
  onTestFinished(() => keyring.stop())
  return {
    keyring,
    /** What each of the expressions gives, in order; `store` is the keychain's store. */
    ask: async (expressions: readonly string[], patienceMs = 60_000): Promise<unknown[]> => {
      const { stdout, stderr } = await runScript(
        `
        const { default: keytar } = await import('keytar')
        const { KeychainStore } = await control('secrets/secret-store.ts')
        const store = new KeychainStore(keytar, ${patienceMs})
        const answers = []
        for (const ask of [${expressions.map((expression) => `() => ${expression}`).join(', ')}]) {
          answers.push(await ask().then((value) => value ?? 'done', (error) => error.failure ?? String(error)))
        }
        process.stdout.write(JSON.stringify(answers))
        process.exit(0)`,
        { env: keyring.env },
      )
      if (stdout === '') throw new Error(stderr)
      return JSON.parse(stdout)
    },
  }
}

const locked = { found: false, because: 'locked' }

describe('the secret store, with a real GNOME Keyring that is', { timeout: 60_000 }, () => {
  it('unlocked, keeps passwords by the id of the connection, over the end of the program', async () => {
    const { ask } = await session('unlocked')
    const password = 'Grün "7" \\ 🔑'
    const first = await ask([
      'store.probe()',
      `store.read('office')`,
      `store.write('office', 'wrong')`,
      `store.write('office', ${JSON.stringify(password)})`,
    ])
    expect(first).toEqual([
      { state: 'available', name: 'GNOME Keyring' },
      { found: false, because: 'missing', detail: '' },
      'done',
      'done',
    ])
    const second = await ask([
      `store.read('office')`,
      `store.read('home')`,
      `store.forget('office')`,
      `store.read('office')`,
      `store.forget('office')`,
    ])
    expect(second).toMatchObject([
      { found: true, password },
      { found: false, because: 'missing' },
      'done',
      { found: false, because: 'missing' },
      'done',
    ])
  })

  it('locked, is recognised as that, whatever is asked', async () => {
    const { keyring, ask } = await session('unlocked')
    await ask([`store.write('office', 'kestrel')`])
    await keyring.lock()
    const answers = await ask([
      'store.probe()',
      `store.read('office')`,
      `store.read('never-saved')`,
      `store.write('office', 'other')`,
      `store.forget('office')`,
    ])
    expect(answers).toMatchObject([
      { state: 'locked', name: 'GNOME Keyring' },
      locked,
      locked,
      { code: 'keychain-locked' },
      { code: 'keychain-locked' },
    ])
  })

  it('asking for its password, which nobody gives, is waited for only so long', async () => {
    const { ask } = await session('locked-and-asking')
    const began = performance.now()
    const answers = await ask(['store.probe()', `store.write('office', 'x')`, `store.read('office')`], 1_500)
    expect(answers).toEqual([
      { state: 'locked', name: 'GNOME Keyring' },
      { code: 'keychain-locked', detail: 'it asked for its password, and nobody answered' },
      { ...locked, detail: 'it asked for its password, and nobody answered' },
    ])
    // Twenty-five seconds is what the keyring itself would wait for its dialog.
    expect(performance.now() - began).toBeLessThan(20_000)
  })

  it('gone in the middle of everything, is unavailable', async () => {
    const { keyring, ask } = await session('unlocked')
    await ask([`store.write('office', 'kestrel')`])
    await keyring.endService()
    expect(await ask(['store.probe()', `store.read('office')`])).toMatchObject([
      { state: 'unavailable', name: '' },
      { found: false, because: 'unavailable' },
    ])
  })

  it.each(['no-service', 'no-bus'] as const)('not there (%s), is unavailable, and says so', async (state) => {
    const { ask } = await session(state)
    const answers = await ask([
      'store.probe()',
      `store.read('office')`,
      `store.write('office', 'x')`,
      `store.forget('office')`,
    ])
    expect(answers).toMatchObject([
      { state: 'unavailable', name: '' },
      { found: false, because: 'unavailable', detail: expect.stringMatching(/./) },
      { code: 'keychain-unavailable' },
      { code: 'keychain-unavailable' },
    ])
  })
})

describe('the secret store', { timeout: 60_000 }, () => {
  it('is one without a keychain where keytar is not installed', async () => {
    const { stdout } = await runScript(`
      import { registerHooks } from 'node:module'
      registerHooks({
        resolve: (name, context, next) => {
          if (name === 'keytar') throw new Error('Cannot find package keytar')
          return next(name, context)
        },
      })
      const { createSecretStore } = await control('secrets/secret-store.ts')
      const store = await createSecretStore()
      const answers = [await store.probe(), await store.read('office')]
      answers.push(await store.write('office', 'x').catch((error) => error.failure))
      await store.forget('office')
      process.stdout.write(JSON.stringify(answers))`)
    expect(JSON.parse(stdout)).toEqual([
      { state: 'unavailable', name: '' },
      { found: false, because: 'unavailable', detail: 'Cannot find package keytar' },
      { code: 'keychain-unavailable', detail: 'Cannot find package keytar' },
    ])
  })

  it('repeats what the keychain says where it says something new', async () => {
    const refuse = () => Promise.reject(new Error('The disk of the keychain is full'))
    const store = new KeychainStore({ getPassword: refuse, setPassword: refuse, deletePassword: refuse })
    const detail = 'The disk of the keychain is full'
    expect(await store.read('office')).toEqual({ found: false, because: 'failed', detail })
    const failure = { code: 'keychain-failed', detail }
    await expect(store.write('office', 'x')).rejects.toMatchObject({ failure })
    await expect(store.forget('office')).rejects.toMatchObject({ failure })
  })
})
