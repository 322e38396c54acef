import type { PresentedCertificate } from './certificate.ts'
import type { Failure, IdentityFailure } from './failure.ts'
import type { ImportReview } from './import-review.ts'
import type { Rung, RungReport } from './ladder.ts'
import type { BrokenProfile, ProfileEntry } from './profile-entry.ts'
import type { Language, Settings } from './settings.ts'
import type { ConnectionFacts } from './tunnel-state.ts'

/** Caps on lists that grow while the program runs. */
export const STATE_LIMITS = { ACTIVITY: 200, TRAFFIC_SECONDS: 60, RECENT: 8 } as const

/**
 * The one state of the connection as window and tray show it. Times are milliseconds since 1970. Each variant has only
 * the fields that mean something in it.
 */
export type AppTunnelState =
  | { state: 'disconnected' }
  | {
      state: 'connecting'
      profileId: string
      since: number
      attempt: number
      /** The rung that is being climbed; absent before the first. */
      rung?: Rung
      ladder: readonly RungReport[]
    }
  | { state: 'needs-credentials'; profileId: string; request: CredentialRequest }
  | { state: 'needs-trust'; profileId: string; request: TrustRequest }
  | {
      state: 'connected'
      profileId: string
      since: number
      facts: ConnectionFacts
      ladder: readonly RungReport[]
      /** Since when the server has not answered; absent while it does. */
      silentSince?: number
    }
  | { state: 'reconnecting'; profileId: string; attempt: number; retryAt: number; failure: Failure }
  | { state: 'waiting-for-network'; profileId: string }
  | {
      state: 'captive-portal'
      profileId: string
      /** The sign-in page, if the network named one. */
      url?: string
      /** Until when the way to it is open; absent when it is not, or needs no opening. */
      openUntil?: number
    }
  | { state: 'blocked'; profileId: string; failure: Failure }
  | { state: 'disconnecting'; profileId: string }
  | { state: 'failed'; profileId: string; failure: Failure; ladder: readonly RungReport[] }

/** What a user may have to type before a connection. None of it is ever part of the state. */
export type CredentialField = 'password' | 'one-time-code' | 'new-password'

export interface CredentialRequest {
  /** Names this one question, so that a late answer to an older one is not taken for it. */
  id: string
  /** The user name to begin with; empty when none is known. */
  user: string
  reason:
    | 'ask-every-time'
    | 'not-saved-yet'
    /** The keychain is there but has no password for this connection any more. */
    | 'missing-in-keychain'
    | 'keychain-locked'
    | 'keychain-unavailable'
    | 'refused'
    /** The password is there, and the code that goes with it is asked for each time. */
    | 'one-time-code'
    /** The server wants another password before it lets the user in. */
    | 'password-expired'
  /** What is asked for besides the user name; what is kept already is not asked for again. */
  asks: readonly CredentialField[]
  /** With the reasons `refused` and `password-expired`: what the server said. */
  failure?: Failure
  /** Refused attempts so far. */
  attempts: number
  /** False when there is no keychain to remember in. */
  canRemember: boolean
  remember: boolean
}

/** A question about the server's identity. Nothing secret was sent to it. */
export interface TrustRequest {
  id: string
  host: string
  failure: IdentityFailure
  certificate: PresentedCertificate
  /** The certificate that the profile trusted until now, if it is known: for a comparison. */
  previous?: PresentedCertificate
  choices: {
    /** Trust this certificate for the next connection only. */
    once: boolean
    /** Keep it in the profile as a pin. A changed pin wants the last four characters typed. */
    pin: 'no' | 'yes' | 'typed'
    /** Choose a file with the authority's certificate. */
    ca: boolean
  }
}

export type TrustDecision =
  | { choice: 'refuse' }
  | { choice: 'once' }
  /** `typed`: the last four characters of the fingerprint, wanted when a pin changes. */
  | { choice: 'pin'; typed?: string }
  /** Opens a dialog for the file. */
  | { choice: 'ca' }

/** What happened to a connection, for the timeline. */
export type Activity = { time: number; profileId: string } & (
  | { what: 'connected'; afterMs: number }
  | { what: 'disconnected'; by: 'user' | 'quit' }
  | { what: 'lost'; failure: Failure }
  | { what: 'reconnected'; afterMs: number }
  | { what: 'failed'; failure: Failure }
  | { what: 'cancelled' }
  | { what: 'woke-up' }
  | { what: 'engine-crashed' }
  | { what: 'silent' }
  | { what: 'answers-again'; afterMs: number }
  | { what: 'offline' }
  | { what: 'captive-portal' }
  | { what: 'portal-opened'; seconds: number }
  | { what: 'blocked' }
  | { what: 'unblocked' }
)

/** One second of traffic, in bytes a second. */
export interface TrafficSample {
  time: number
  down: number
  up: number
}

export interface Traffic {
  /** The last minute, oldest first. */
  samples: readonly TrafficSample[]
  /** Bytes since the connection came up. */
  totalDown: number
  totalUp: number
}

export interface HostFacts {
  platform: 'linux' | 'darwin' | 'win32'
  version: string
  /** The language that all texts are in now. */
  language: Language
  /** `outdated`: it is there, and speaks another version than this program. */
  helper: 'installed' | 'missing' | 'outdated' | 'not-for-this-system'
  /** Whether this program has brought a helper along that it can put in place. */
  helperInstallable: boolean
  keychain: { state: 'available' | 'locked' | 'unavailable'; name: string }
  /** Whether the desktop has a place for our tray icon. */
  tray: 'available' | 'missing'
  /** True after Chromium's GPU process died repeatedly and the program was started anew without it. */
  softwareRendering: boolean
}

/** A line in the banner area: something that needs the user, or that he should know once. */
export type Notice =
  | { id: string; type: 'window-closes-to-tray' }
  | { id: string; type: 'no-tray' }
  | { id: string; type: 'offer-launch-at-login' }
  | { id: string; type: 'offer-helper' }
  | { id: string; type: 'renderer-crashed' }
  | { id: string; type: 'engine-crashed' }
  | { id: string; type: 'software-rendering' }
  /** `waiting`: agreed to, and put off until there is a tunnel again. */
  | { id: string; type: 'update'; version: string; stage: 'offered' | 'waiting' | 'downloading' | 'ready' }
  | { id: string; type: 'profile-removed'; profileId: string; name: string }
  | { id: string; type: 'profiles-broken'; profiles: readonly BrokenProfile[] }
  | { id: string; type: 'file-set-aside'; file: string; keptAs: string }
  | { id: string; type: 'failure'; failure: Failure }

/** Everything that the window shows, owned by the main process. */
export interface AppState {
  /** Grows with each change, so that a window can tell a patch that it already has. */
  revision: number
  tunnel: AppTunnelState
  /** Null while this computer is open. Also what another program of ours, for example the command, has blocked. */
  block: BlockReason | null
  profiles: readonly ProfileEntry[]
  activity: readonly Activity[]
  settings: Settings
  host: HostFacts
  /** What waits to be looked at before it is kept. */
  review: ImportReview | null
  /** Quit was asked for while connected. */
  quitQuestion: boolean
  notices: readonly Notice[]
}

/**
 * Why nothing leaves this computer beside a tunnel: a connection that is up or on its way wants it so, one that is gone left
 * it so, or the user wants it whenever there is none.
 */
export type BlockReason = 'tunnel' | 'connection-lost' | 'crash' | 'lockdown'

/** The parts that changed, whole. */
export type AppStatePatch = { revision: number } & Partial<Omit<AppState, 'revision'>>

/** A place in the window that tray, menu and shortcuts can open; `unblock` is the main view with its question about that. */
export type View = 'main' | 'add' | 'logs' | 'settings' | 'about' | 'licences' | 'unblock'
