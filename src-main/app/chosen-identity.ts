import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { ChosenIdentity, IdentityRefusal } from '../../src-shared/client-identity.ts'
import { readIdentity } from '../control/client-identity/read-identity.ts'
import { IdentityRefused } from '../control/client-identity/refused.ts'
import { readStart } from '../control/read-start.ts'

/** A key with its certificates has a few thousand bytes. */
const MAX_BYTES = 262_144

interface Chosen {
  id: string
  file: string
  bytes: Uint8Array
  key?: string
}

/** The file with a certificate and its key that was chosen last: its key waits here until the connection is saved. */
export class IdentityChooser {
  readonly #choose: () => Promise<string | undefined>
  #chosen: Chosen | undefined

  /** @param choose asks the user for a file */
  constructor(choose: () => Promise<string | undefined>) {
    this.#choose = choose
  }

  async choose(): Promise<ChosenIdentity | null> {
    const path = await this.#choose()
    if (path === undefined) return null
    const file = basename(path)
    const bytes = await readStart(path, MAX_BYTES).catch(() => undefined)
    if (bytes === undefined || bytes.length > MAX_BYTES) return refused(file, 'unreadable')
    this.#chosen = { id: randomUUID(), file, bytes }
    return await this.#read(this.#chosen, undefined)
  }

  async unlock(id: string, password: string): Promise<ChosenIdentity> {
    const chosen = this.#chosen
    return chosen?.id === id ? await this.#read(chosen, password) : refused('', 'unreadable')
  }

  /** The key that was chosen under this name; it can be taken once. */
  take(id: string): string | undefined {
    if (this.#chosen?.id !== id) return undefined
    const { key } = this.#chosen
    this.#chosen = undefined
    return key
  }

  async #read(chosen: Chosen, password: string | undefined): Promise<ChosenIdentity> {
    const { id, file, bytes } = chosen
    try {
      const identity = await readIdentity(bytes, password)
      if (identity === undefined) return { step: 'locked', id, file }
      const { key, ...facts } = identity
      chosen.key = key
      return { step: 'read', id, file, ...facts }
    } catch (cause) {
      if (cause instanceof IdentityRefused) return refused(file, cause.because)
      throw cause
    }
  }
}

function refused(file: string, because: IdentityRefusal): ChosenIdentity {
  return { step: 'refused', file, because }
}
