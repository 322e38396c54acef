import type { HostFacts } from '../../../src-shared/app-state.ts'
import { FailureError, type KeychainFailure } from '../../../src-shared/failure.ts'
import { OutOfPatience, PatientCalls } from './patient-calls.ts'
import { secretServiceName, secretServiceState } from './secret-service.ts'

/** Our entries in the keychain; the account is the id of the profile. */
const SERVICE = 'culvert'

/** A keychain that asks for its own password waits for the user; we do not for ever, because nobody may be there. */
const PATIENCE_MS = 60_000

/** Secrets of a connection beside its password have accounts of their own; no id of a profile holds a slash. */
export const keyAccount = (id: string) => `${id}/key`
export const proxyAccount = (id: string) => `${id}/proxy`

export type ReadSecret =
  | { found: true; password: string }
  | { found: false; because: 'missing' | 'locked' | 'unavailable' | 'failed'; detail: string }

/** Where passwords are kept: nowhere but in the keychain of the system. */
export interface SecretStore {
  /** Never rejects: what cannot be asked is unavailable. */
  probe(): Promise<HostFacts['keychain']>
  read(id: string): Promise<ReadSecret>
  /** Rejects with `keychain-…` failures. */
  write(id: string, password: string): Promise<void>
  /** Rejects with `keychain-…` failures; a password that is not there is forgotten already. */
  forget(id: string): Promise<void>
}

/** All that is kept for a connection. Rejects with `keychain-…` failures. */
export async function forgetAll(id: string, secrets: Pick<SecretStore, 'forget'>): Promise<void> {
  for (const account of [id, keyAccount(id), proxyAccount(id)]) await secrets.forget(account)
}

/** The part of keytar that we use. */
export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>
  setPassword(service: string, account: string, password: string): Promise<void>
  deletePassword(service: string, account: string): Promise<boolean>
}

/** The keychain of this system; one that says why it is not there when keytar was not installed or cannot be loaded. */
export async function createSecretStore(): Promise<SecretStore> {
  try {
    const { default: keytar } = await import('keytar')
    return new KeychainStore(keytar)
  } catch (cause) {
    return new NoKeychain(cause instanceof Error ? cause.message : String(cause))
  }
}

export class KeychainStore implements SecretStore {
  readonly #keytar: Keytar
  readonly #calls: PatientCalls

  constructor(keytar: Keytar, patienceMs = PATIENCE_MS) {
    this.#keytar = keytar
    this.#calls = new PatientCalls(patienceMs)
  }

  async probe(): Promise<HostFacts['keychain']> {
    if (process.platform === 'darwin') return { state: 'available', name: 'macOS Keychain' }
    if (process.platform === 'win32') return { state: 'available', name: 'Windows Credential Manager' }
    const state = await secretServiceState(process.env)
    const name = state === 'unavailable' ? '' : await secretServiceName(process.env)
    return { state, name }
  }

  async read(id: string): Promise<ReadSecret> {
    try {
      const password = await this.#calls.make(() => this.#keytar.getPassword(SERVICE, id))
      if (password !== null) return { found: true, password }
      const { state } = await this.probe()
      return { found: false, because: state === 'available' ? 'missing' : state, detail: '' }
    } catch (cause) {
      const { code, detail } = keychainFailure(cause)
      return { found: false, because: BECAUSE[code], detail }
    }
  }

  async write(id: string, password: string): Promise<void> {
    try {
      await this.#calls.make(() => this.#keytar.setPassword(SERVICE, id, password))
    } catch (cause) {
      throw new FailureError(keychainFailure(cause), { cause })
    }
  }

  async forget(id: string): Promise<void> {
    try {
      if (await this.#calls.make(() => this.#keytar.deletePassword(SERVICE, id))) return
    } catch (cause) {
      throw new FailureError(keychainFailure(cause), { cause })
    }
    // keytar's answer about a locked one is the same as about a password that was never saved.
    const { state } = await this.probe()
    if (state === 'locked') throw new FailureError({ code: 'keychain-locked', detail: '' })
  }
}

/** What stands in for a keychain that cannot be had: everything is asked for each time. */
class NoKeychain implements SecretStore {
  readonly #detail: string

  constructor(detail: string) {
    this.#detail = detail
  }

  async probe(): Promise<HostFacts['keychain']> {
    return { state: 'unavailable', name: '' }
  }

  async read(): Promise<ReadSecret> {
    return { found: false, because: 'unavailable', detail: this.#detail }
  }

  async write(): Promise<void> {
    throw new FailureError({ code: 'keychain-unavailable', detail: this.#detail })
  }

  /** Nothing is kept, so everything is forgotten. */
  async forget(): Promise<void> {}
}

const BECAUSE = {
  'keychain-unavailable': 'unavailable',
  'keychain-locked': 'locked',
  'keychain-failed': 'failed',
} as const

/** keytar's errors have no codes, so their texts have to do (libsecret 0.20, measured with gnome-keyring 42). */
function keychainFailure(cause: unknown): KeychainFailure {
  if (cause instanceof OutOfPatience) {
    return { code: 'keychain-locked', detail: 'it asked for its password, and nobody answered' }
  }
  const detail = cause instanceof Error ? cause.message : String(cause)
  if (/locked|dismissed/i.test(detail)) return { code: 'keychain-locked', detail }
  if (/autolaunch|not provided by any|connect to .*bus|Failed to execute|no such interface/i.test(detail)) {
    return { code: 'keychain-unavailable', detail }
  }
  return { code: 'keychain-failed', detail }
}
