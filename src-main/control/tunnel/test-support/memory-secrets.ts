import type { HostFacts } from '../../../../src-shared/app-state.ts'
import { FailureError } from '../../../../src-shared/failure.ts'
import type { ReadSecret, SecretStore } from '../../secrets/secret-store.ts'

/** A keychain in memory that can be locked or taken away; the real one is tested beside its own code. */
export class MemorySecrets implements SecretStore {
  readonly kept = new Map<string, string>()
  state: HostFacts['keychain']['state'] = 'available'

  async probe(): Promise<HostFacts['keychain']> {
    return { state: this.state, name: 'Test Keyring' }
  }

  async read(id: string): Promise<ReadSecret> {
    if (this.state !== 'available') return { found: false, because: this.state, detail: '' }
    const password = this.kept.get(id)
    return password === undefined
      ? { found: false, because: 'missing', detail: '' }
      : { found: true, password }
  }

  async write(id: string, password: string): Promise<void> {
    if (this.state === 'locked') throw new FailureError({ code: 'keychain-locked', detail: '' })
    if (this.state === 'unavailable') throw new FailureError({ code: 'keychain-unavailable', detail: '' })
    this.kept.set(id, password)
  }

  async forget(id: string): Promise<void> {
    this.kept.delete(id)
  }
}
