import type { Notice } from '../../src-shared/app-state.ts'
import type { StateStore } from '../control/state-store.ts'

/** More lines than anybody reads; the oldest goes. */
const MAX_NOTICES = 8

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never
export type NewNotice = WithoutId<Notice>

/** The lines in the banner area. One of a kind is enough, except where each is about something else. */
export class Notices {
  readonly #store: StateStore
  /** Told about each line that goes, whoever took it away. */
  readonly #onGone: (notice: Notice) => void
  #next = 1

  constructor(store: StateStore, onGone: (notice: Notice) => void) {
    this.#store = store
    this.#onGone = onGone
  }

  add(notice: NewNotice): void {
    const added: Notice = { ...notice, id: String(this.#next++) }
    const kept = this.#all().filter((other) => !isAboutTheSame(other, added))
    this.#keep([...kept, added].slice(-MAX_NOTICES))
  }

  dismiss(id: string): void {
    this.#keep(this.#all().filter((notice) => notice.id !== id))
  }

  /** Takes lines away that have become untrue or were answered elsewhere. */
  dismissWhere(applies: (notice: Notice) => boolean): void {
    this.#keep(this.#all().filter((notice) => !applies(notice)))
  }

  #all(): readonly Notice[] {
    return this.#store.get().notices
  }

  #keep(notices: readonly Notice[]): void {
    const before = this.#all()
    if (before.length === notices.length && before.every((notice, index) => notice === notices[index])) return
    this.#store.update({ notices })
    for (const notice of before) {
      if (!notices.includes(notice)) this.#onGone(notice)
    }
  }
}

function isAboutTheSame(one: Notice, other: Notice): boolean {
  if (one.type === 'profile-removed' && other.type === 'profile-removed')
    return one.profileId === other.profileId
  if (one.type === 'failure' && other.type === 'failure') return one.failure.code === other.failure.code
  if (one.type === 'file-set-aside' && other.type === 'file-set-aside') return one.file === other.file
  return one.type === other.type
}
