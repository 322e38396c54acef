import type { HostFacts, Traffic, TrafficSample, TrustDecision } from '../../src-shared/app-state.ts'
import type { LogRecord, RedactedLog } from '../../src-shared/log-record.ts'
import type { Profile } from '../../src-shared/profile.ts'
import type { DraftProblem, ProfileDraft } from '../../src-shared/profile-draft.ts'
import type { BrokenProfile, PasswordSource, ProfileEntry } from '../../src-shared/profile-entry.ts'
import type { LogLevel, Settings } from '../../src-shared/settings.ts'

export interface ProfileLibrary {
  entries(): readonly ProfileEntry[]
  broken(): readonly BrokenProfile[]
  find(id: string): ProfileEntry | undefined
  add(profile: Profile, passwordSource: PasswordSource): Promise<ProfileEntry>
  replace(id: string, profile: Profile, passwordSource?: PasswordSource): Promise<ProfileEntry>
  duplicate(id: string): Promise<ProfileEntry>
  remove(id: string): Promise<void>
  forgetRemoved(id: string): Promise<void>
  undoRemove(id: string): Promise<void>
  reorder(ids: readonly string[]): Promise<void>
  exportText(id: string): string
  subscribe(listener: () => void): () => void
}
export interface SettingsStore {
  get(): Settings
  update(patch: Partial<Settings>): Promise<void>
  subscribe(listener: () => void): () => void
}
export interface SecretStore {
  probe(): Promise<HostFacts['keychain']>
  write(id: string, password: string): Promise<void>
  forget(id: string): Promise<void>
}
export interface Log {
  write(level: LogLevel, source: LogRecord['source'], text: string): void
  open(listener: (batch: { records: LogRecord[]; dropped: number }) => void): void
  close(): void
  recent(): LogRecord[]
  preview(): RedactedLog
  addSecret(value: string): void
  setLevel(level: LogLevel): void
}
export interface TunnelController {
  connect(profileId: string): Promise<void> | void
  disconnect(by: 'user' | 'quit'): Promise<void>
  retryNow(): Promise<void> | void
  reconnect(): Promise<void> | void
  submitCredentials(argument: {
    requestId: string
    user: string
    password: string
    remember: boolean
  }): Promise<void> | void
  decideTrust(
    argument: { requestId: string; decision: TrustDecision },
    chooseCaFile: () => Promise<string | undefined>,
  ): Promise<void> | void
  dismiss(): Promise<void> | void
  unblock(): Promise<void> | void
  handleResume(): void
  handleOnline(online: boolean): void
  close(): Promise<void>
  traffic(): Traffic
  onSample(
    listener: (sample: { sample: TrafficSample; totalDown: number; totalUp: number }) => void,
  ): () => void
}
export declare function checkDraft(draft: ProfileDraft): DraftProblem[]
export declare function profileFromDraft(draft: ProfileDraft, base?: Profile): Profile
