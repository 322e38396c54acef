import { join } from 'node:path'
import type { PresentedCertificate } from '../../src-shared/certificate.ts'
import { FailureError } from '../../src-shared/failure.ts'
import type { Profile } from '../../src-shared/profile.ts'
import type { BrokenProfile, PasswordSource, ProfileEntry } from '../../src-shared/profile-entry.ts'
import { type IndexEntry, readIndex } from './library-index.ts'
import { ProfileFiles } from './profile-files.ts'
import type { ParsedSstp } from './profile-formats/sstp.ts'
import { serialiseSstp } from './profile-formats/sstp-writer.ts'
import { newProfileId } from './profile-id.ts'
import { VersionedFile } from './versioned-file.ts'

interface Item {
  index: IndexEntry
  parsed: ParsedSstp
}

/**
 * The saved connections: one `.sstp` file each in `profiles`, where the command line finds them, too, and one
 * `library.json` for what is not part of a profile: their order, where passwords come from, what the servers showed.
 * The files are the truth: one that somebody added appears, one that is gone disappears.
 */
export class ProfileLibrary {
  readonly #files: ProfileFiles
  readonly #index: VersionedFile<IndexEntry[]>
  readonly #listeners = new Set<() => void>()
  #items: Item[] = []
  #broken: BrokenProfile[] = []
  /** Removed, and kept aside until the user cannot want it back any more; with its place in the list. */
  readonly #removed = new Map<string, { item: Item; at: number }>()

  private constructor(files: ProfileFiles, index: VersionedFile<IndexEntry[]>) {
    this.#files = files
    this.#index = index
  }

  /** Rejects with `store-…` failures; a profile that cannot be used is in `broken`. */
  static async open(
    folder: string,
    { onSetAside }: { onSetAside: (file: string, keptAs: string) => void },
  ): Promise<ProfileLibrary> {
    const path = join(folder, 'library.json')
    const index = new VersionedFile({ path, migrations: [], validate: readIndex, onSetAside })
    const library = new ProfileLibrary(new ProfileFiles(join(folder, 'profiles')), index)
    await library.#load()
    return library
  }

  /** In the user's order. */
  entries(): readonly ProfileEntry[] {
    return this.#items.map(toEntry)
  }

  broken(): readonly BrokenProfile[] {
    return this.#broken
  }

  find(id: string): ProfileEntry | undefined {
    const item = this.#items.find(({ index }) => index.id === id)
    return item && toEntry(item)
  }

  async add(profile: Profile, passwordSource: PasswordSource): Promise<ProfileEntry> {
    return await this.#insert(profile, { id: newProfileId(profile.name), passwordSource }, this.#items.length)
  }

  async replace(id: string, profile: Profile, passwordSource?: PasswordSource): Promise<ProfileEntry> {
    const item = this.#get(id)
    const parsed = await this.#files.write(id, profile, item.parsed)
    return await this.#change(id, { parsed, ...(passwordSource !== undefined && { passwordSource }) })
  }

  /** The copy stands behind its original, under a name of its own, and has no password yet. */
  async duplicate(id: string): Promise<ProfileEntry> {
    const { parsed, index } = this.#get(id)
    const name = this.#freeName(parsed.profile.name)
    const copy = { id: newProfileId(name), passwordSource: index.passwordSource }
    const at = this.#items.findIndex((item) => item.index.id === id) + 1
    return await this.#insert({ ...parsed.profile, name }, copy, at, parsed)
  }

  async remove(id: string): Promise<void> {
    const item = this.#get(id)
    await this.#files.remove(id)
    this.#removed.set(id, { item, at: this.#items.indexOf(item) })
    this.#items = this.#items.filter((other) => other !== item)
    await this.#save()
  }

  async undoRemove(id: string): Promise<void> {
    const removed = this.#removed.get(id)
    if (removed === undefined) return
    await this.#files.restore(id)
    this.#removed.delete(id)
    this.#items = this.#items.toSpliced(removed.at, 0, removed.item)
    await this.#save()
  }

  /** The removal cannot be undone any more. */
  async forgetRemoved(id: string): Promise<void> {
    this.#removed.delete(id)
    await this.#files.forget(id)
  }

  /** What `ids` does not name keeps its order behind the others. */
  async reorder(ids: readonly string[]): Promise<void> {
    const rank = ({ index }: Item) => (ids.includes(index.id) ? ids.indexOf(index.id) : ids.length)
    this.#items = this.#items.toSorted((a, b) => rank(a) - rank(b))
    await this.#save()
  }

  async markConnected(id: string, time: number): Promise<void> {
    if (this.find(id) !== undefined) await this.#change(id, { lastConnected: time })
  }

  certificateOf(id: string): PresentedCertificate | undefined {
    return this.#items.find(({ index }) => index.id === id)?.index.certificate
  }

  async rememberCertificate(id: string, certificate: PresentedCertificate): Promise<void> {
    if (this.find(id) !== undefined) await this.#change(id, { certificate })
  }

  /** The profile as a `.sstp` file, which never holds a secret. */
  exportText(id: string): string {
    const { parsed } = this.#get(id)
    return serialiseSstp(parsed.profile, parsed.document)
  }

  /** Called after each change. Returns what ends the subscription. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async #load(): Promise<void> {
    const order = (await this.#index.read()) ?? []
    const files = await this.#files.readAll()
    for (const file of files) {
      if ('failure' in file) {
        this.#broken.push(file)
        continue
      }
      const index = order.find(({ id }) => id === file.id) ?? { id: file.id, passwordSource: 'keychain' }
      this.#items.push({ index, parsed: file.parsed })
    }
    const place = ({ index }: Item) => {
      const at = order.findIndex(({ id }) => id === index.id)
      return at === -1 ? order.length : at
    }
    this.#items.sort((a, b) => place(a) - place(b))
  }

  async #insert(profile: Profile, index: IndexEntry, at: number, like?: ParsedSstp): Promise<ProfileEntry> {
    const parsed = await this.#files.write(index.id, profile, like)
    const item = { index, parsed }
    this.#items = this.#items.toSpliced(at, 0, item)
    await this.#save()
    return toEntry(item)
  }

  async #change(
    id: string,
    { parsed, ...changes }: Partial<IndexEntry> & { parsed?: ParsedSstp },
  ): Promise<ProfileEntry> {
    const before = this.#get(id)
    const item = { index: { ...before.index, ...changes }, parsed: parsed ?? before.parsed }
    this.#items = this.#items.with(this.#items.indexOf(before), item)
    await this.#save()
    return toEntry(item)
  }

  async #save(): Promise<void> {
    for (const listener of this.#listeners) listener()
    await this.#index.write(this.#items.map(({ index }) => index))
  }

  #get(id: string): Item {
    const item = this.#items.find(({ index }) => index.id === id)
    if (item === undefined) throw new FailureError({ code: 'profile-not-found', name: id })
    return item
  }

  #freeName(name: string): string {
    const taken = new Set(this.#items.map(({ parsed }) => parsed.profile.name))
    const stem = name.replace(/ \(\d+\)$/, '')
    for (let i = 2; ; i++) if (!taken.has(`${stem} (${i})`)) return `${stem} (${i})`
  }
}

function toEntry({ index, parsed }: Item): ProfileEntry {
  const { id, passwordSource, lastConnected } = index
  const { profile, unknown } = parsed
  return { id, profile, passwordSource, unknown, ...(lastConnected !== undefined && { lastConnected }) }
}
