import { join } from 'node:path'
import type { PresentedCertificate } from '../../src-shared/certificate.ts'
import { FailureError } from '../../src-shared/failure.ts'
import { formatServer } from '../../src-shared/format.ts'
import type { Profile } from '../../src-shared/profile.ts'
import type { BrokenProfile, PasswordSource, ProfileEntry } from '../../src-shared/profile-entry.ts'
import { withTrusted } from '../../src-shared/trust-history.ts'
import { UniqueNames } from './import-duplicates.ts'
import { type IndexEntry, readIndex } from './library-index.ts'
import { ProfileFiles, type ReadProfile } from './profile-files.ts'
import type { ParsedSstp } from './profile-formats/sstp.ts'
import { serialiseSstp } from './profile-formats/sstp-writer.ts'
import { newProfileId } from './profile-id.ts'
import { VersionedFile } from './versioned-file.ts'

interface Item {
  index: IndexEntry
  parsed: ParsedSstp
}

/** Keeps its place, and what else is known of it, for the day on which its file is mended. */
interface BrokenItem {
  index: IndexEntry
  broken: BrokenProfile
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
  #items: readonly (Item | BrokenItem)[] = []
  #abandoned: readonly string[] = []
  /** Removed, and kept aside until the user cannot want it back any more; with its place in the list. */
  readonly #removed = new Map<string, { item: Item; at: number }>()
  #queue: Promise<unknown> = Promise.resolve()

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
    return this.#items.filter(isGood).map(toEntry)
  }

  broken(): readonly BrokenProfile[] {
    return this.#items.flatMap((item) => (isGood(item) ? [] : item.broken))
  }

  /** Removed in a run that ended before `forgetRemoved`: their files, and perhaps their passwords, are still there. */
  abandoned(): readonly string[] {
    return this.#abandoned
  }

  find(id: string): ProfileEntry | undefined {
    const item = this.#find(id)
    return item && toEntry(item)
  }

  add(profile: Profile, passwordSource: PasswordSource): Promise<ProfileEntry> {
    const index = { id: newProfileId(profile.name), passwordSource }
    return this.#inTurn(() => this.#insert(profile, index, this.#items.length))
  }

  /** What the file holds beyond what this version knows stays in it. */
  replace(id: string, profile: Profile, passwordSource?: PasswordSource): Promise<ProfileEntry> {
    return this.#inTurn(async () => {
      const before = this.#get(id)
      const { text, parsed } = this.#files.prepare(id, profile, before.parsed)
      const index = { ...before.index, ...(passwordSource !== undefined && { passwordSource }) }
      const item = { index, parsed }
      await this.#commit(this.#with(before, item), () => this.#files.write(id, text))
      return toEntry(item)
    })
  }

  /** The copy stands behind its original, under a name of its own, and has no password yet. */
  duplicate(id: string): Promise<ProfileEntry> {
    return this.#inTurn(() => {
      const item = this.#get(id)
      const name = this.#freeName(item.parsed.profile.name)
      const index = { id: newProfileId(name), passwordSource: item.index.passwordSource }
      const at = this.#items.indexOf(item) + 1
      return this.#insert({ ...item.parsed.profile, name }, index, at, item.parsed)
    })
  }

  remove(id: string): Promise<void> {
    return this.#inTurn(async () => {
      const item = this.#get(id)
      const at = this.#items.indexOf(item)
      await this.#commit(this.#items.toSpliced(at, 1), () => this.#files.remove(id))
      this.#removed.set(id, { item, at })
    })
  }

  undoRemove(id: string): Promise<void> {
    return this.#inTurn(async () => {
      const removed = this.#removed.get(id)
      if (removed === undefined) return
      const items = this.#items.toSpliced(removed.at, 0, removed.item)
      await this.#commit(items, () => this.#files.restore(id))
      this.#removed.delete(id)
    })
  }

  /** The removal cannot be undone any more. */
  forgetRemoved(id: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#files.forget(id)
      this.#removed.delete(id)
      this.#abandoned = this.#abandoned.filter((other) => other !== id)
    })
  }

  /** What `ids` does not name keeps its order behind the others. */
  reorder(ids: readonly string[]): Promise<void> {
    return this.#inTurn(() => this.#commit(inOrder(this.#items, ids)))
  }

  /** Nothing happens when it was removed meanwhile. */
  markConnected(id: string, time: number): Promise<void> {
    return this.#note(id, { lastConnected: time })
  }

  certificateOf(id: string): PresentedCertificate | undefined {
    return this.#find(id)?.index.certificate
  }

  /** Nothing happens when it was removed meanwhile. */
  rememberCertificate(id: string, certificate: PresentedCertificate): Promise<void> {
    return this.#note(id, { certificate })
  }

  /** Adds to the history of what the profile has trusted. Nothing happens when it was removed meanwhile. */
  async noteTrusted(id: string, certificate: PresentedCertificate, time: number): Promise<void> {
    const item = this.#find(id)
    if (item === undefined) return
    const before = item.index.trusted ?? []
    const trusted = withTrusted(before, certificate, formatServer(item.parsed.profile.server), time)
    if (trusted !== before) await this.#note(id, { trusted })
  }

  /** Whether the server of this profile, if it is still the same, took a crypto binding with a key of zeros. */
  takesZeroKey(id: string): boolean {
    const item = this.#find(id)
    return item !== undefined && item.index.zeroKeyServer === formatServer(item.parsed.profile.server)
  }

  /** Nothing happens when the profile was removed meanwhile. */
  async rememberZeroKey(id: string, takes: boolean): Promise<void> {
    const item = this.#find(id)
    if (item === undefined || this.takesZeroKey(id) === takes) return
    await this.#note(id, { zeroKeyServer: takes ? formatServer(item.parsed.profile.server) : undefined })
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
    const known = (await this.#index.read()) ?? []
    const byId = new Map(known.map((index) => [index.id, index]))
    const { profiles, removed } = await this.#files.readAll()
    const items = profiles.map((read) => toItem(read, byId.get(read.id)))
    this.#items = inOrder(items, [...byId.keys()])
    this.#abandoned = removed
  }

  /** One change after the other, so that files and memory agree on which was the last. */
  #inTurn<Result>(change: () => Promise<Result>): Promise<Result> {
    const done = this.#queue.then(change)
    // A failed change is told to whoever asked for it, and must not stop the next one.
    this.#queue = done.catch(() => undefined)
    return done
  }

  #note(id: string, changes: Partial<IndexEntry>): Promise<void> {
    return this.#inTurn(async () => {
      const before = this.#find(id)
      if (before === undefined) return
      const item = { ...before, index: { ...before.index, ...changes } }
      await this.#commit(this.#with(before, item))
    })
  }

  async #insert(profile: Profile, index: IndexEntry, at: number, like?: ParsedSstp): Promise<ProfileEntry> {
    const { text, parsed } = this.#files.prepare(index.id, profile, like)
    const item = { index, parsed }
    await this.#commit(this.#items.toSpliced(at, 0, item), () => this.#files.write(index.id, text))
    return toEntry(item)
  }

  #with(before: Item, after: Item): readonly (Item | BrokenItem)[] {
    return this.#items.with(this.#items.indexOf(before), after)
  }

  /**
   * Makes these the items, or changes nothing. The index comes first: what it says of a file that is not there counts for
   * nothing, but a file that it knows nothing of would be a connection.
   */
  async #commit(items: readonly (Item | BrokenItem)[], changeFile?: () => Promise<void>): Promise<void> {
    await this.#index.write(items.map(({ index }) => index))
    try {
      await changeFile?.()
    } catch (cause) {
      // The next change writes it anew; what the file did not want is what has to be told.
      await this.#index.write(this.#items.map(({ index }) => index)).catch(() => undefined)
      throw cause
    }
    this.#items = items
    for (const listener of this.#listeners) listener()
  }

  #find(id: string): Item | undefined {
    return this.#items.filter(isGood).find(({ index }) => index.id === id)
  }

  #get(id: string): Item {
    const item = this.#find(id)
    if (item === undefined) throw new FailureError({ code: 'profile-not-found', name: id })
    return item
  }

  #freeName(name: string): string {
    const stem = name.replace(/ \(\d+\)$/, '')
    const taken = this.entries().map(({ profile }) => profile.name)
    return new UniqueNames([...taken, stem]).take(stem)
  }
}

const isGood = (item: Item | BrokenItem): item is Item => 'parsed' in item

function toItem(read: ReadProfile, known: IndexEntry | undefined): Item | BrokenItem {
  const index = known ?? { id: read.id, passwordSource: 'keychain' }
  return 'parsed' in read ? { index, parsed: read.parsed } : { index, broken: read }
}

function toEntry({ index, parsed }: Item): ProfileEntry {
  const { id, passwordSource, lastConnected } = index
  const { profile, unknown } = parsed
  const server = formatServer(profile.server)
  const trusted = index.trusted?.filter((one) => one.server === server) ?? []
  return {
    id,
    profile,
    passwordSource,
    unknown,
    ...(lastConnected !== undefined && { lastConnected }),
    ...(trusted.length > 0 && { trusted }),
  }
}

function inOrder<Some extends Item | BrokenItem>(items: readonly Some[], ids: readonly string[]): Some[] {
  const places = new Map(ids.map((id, at) => [id, at]))
  const place = ({ index }: Some) => places.get(index.id) ?? ids.length
  return items.toSorted((a, b) => place(a) - place(b))
}
