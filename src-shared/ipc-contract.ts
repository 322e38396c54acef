import type { AppState, AppStatePatch, Traffic, TrafficSample, TrustDecision, View } from './app-state.ts'
import type { ChosenIdentity } from './client-identity.ts'
import type { ImportChoice, ImportFile } from './import-review.ts'
import { type Api, invoke, notify } from './ipc-types.ts'
import type { LogRecord, RedactedLog } from './log-record.ts'
import type { DraftProblem, ProfileDraft, UnsavedEdit } from './profile-draft.ts'
import type { HostNetwork } from './route-preview.ts'
import type { Settings } from './settings.ts'

/** The answer to a wish to save. */
export type SaveResult = { saved: true; id: string } | { saved: false; problems: DraftProblem[] }

/** An empty password is the one that is kept. */
export interface CredentialAnswer {
  requestId: string
  user: string
  password: string
  remember: boolean
  oneTimeCode?: string
  newPassword?: string
}

/** What is packed, by its name, and the text of its licence. */
export interface Licence {
  name: string
  text: string
}

export interface ProfileToSave {
  id: string | null
  draft: ProfileDraft
  /** Null leaves what is saved. */
  password: string | null
  proxyPassword: string | null
  /** Names the certificate whose key is to be kept; null leaves the key that is saved. */
  identity: string | null
}

/**
 * Everything that window and main process say to each other. Both sides' types are derived from it: `tunnel.connect`
 * becomes a handler `connect` in the main process and a function `tunnel.connect` in the window; `state.changed`
 * becomes `state.changed(patch)` here and `state.onChanged(listener)` there. Channel names are generated.
 *
 * A secret crosses in one direction only, in `tunnel.submitCredentials`, `profiles.save` and `profiles.unlockIdentity`.
 */
export const IPC_CONTRACT = {
  state: {
    get: invoke<AppState>(),
    changed: notify<AppStatePatch>(),
  },
  tunnel: {
    connect: invoke<void, { profileId: string }>(),
    disconnect: invoke<void>(),
    /** Ends a waiting pause. */
    retryNow: invoke<void>(),
    /** Ends the current connection and begins anew: for one that is up but silent. */
    reconnect: invoke<void>(),
    submitCredentials: invoke<void, CredentialAnswer>(),
    decideTrust: invoke<void, { requestId: string; decision: TrustDecision }>(),
    /** Back to `disconnected` from `failed` or from a question. */
    dismiss: invoke<void>(),
    /** Opens the internet when the kill switch or lockdown has closed it. */
    unblock: invoke<void>(),
    /** Lets the sign-in page of this network through for a while, and shows it in the browser. */
    openSignInPage: invoke<void>(),
  },
  traffic: {
    get: invoke<Traffic>(),
    sampled: notify<{ sample: TrafficSample; totalDown: number; totalUp: number }>(),
  },
  profiles: {
    /** Saves a new connection (`id` null) or a changed one; what is secret goes straight into the keychain. */
    save: invoke<SaveResult, ProfileToSave>(),
    /** Asks for a file with a certificate of the user and its key; null when the user changed his mind. */
    chooseIdentity: invoke<ChosenIdentity | null>(),
    /** Opens the file that was chosen last with its password. */
    unlockIdentity: invoke<ChosenIdentity, { id: string; password: string }>(),
    duplicate: invoke<{ id: string }, { id: string }>(),
    /** Can be undone until the notice about it is gone. */
    remove: invoke<void, { id: string }>(),
    undoRemove: invoke<void, { id: string }>(),
    reorder: invoke<void, { ids: string[] }>(),
    forgetPassword: invoke<void, { id: string }>(),
    /** Asks where to, writes a `.sstp` file without secrets; null when the user changed his mind. */
    exportFile: invoke<{ path: string } | null, { id: string }>(),
    exportText: invoke<{ text: string }, { id: string }>(),
  },
  imports: {
    /** Asks for files and puts the review into the state. */
    chooseFiles: invoke<void>(),
    reviewFiles: invoke<void, { files: ImportFile[] }>(),
    reviewText: invoke<void, { text: string }>(),
    accept: invoke<{ ids: string[] }, { reviewId: string; choices: ImportChoice[]; connect: boolean }>(),
    discard: invoke<void, { reviewId: string }>(),
  },
  settings: {
    update: invoke<void, Partial<Settings>>(),
  },
  logs: {
    /** The newest records, oldest first; `appended` tells the later ones until `close`. */
    open: invoke<{ records: LogRecord[] }>(),
    close: invoke<void>(),
    /** At most ten times a second; `dropped` records were too many for the window and are in the file only. */
    appended: notify<{ records: LogRecord[]; dropped: number }>(),
    preview: invoke<RedactedLog>(),
    /** Asks where to, writes what the preview shows. */
    save: invoke<{ path: string } | null>(),
  },
  app: {
    /** Puts the helper in place that came along, with the permission of an administrator. */
    installHelper: invoke<void>(),
    /** Looks again for helper, keychain and tray. */
    recheckHost: invoke<void>(),
    /** The networks that this computer is in, for the preview of routes. */
    hostNetworks: invoke<HostNetwork[]>(),
    copyText: invoke<void, { text: string }>(),
    /** What is being edited and not saved; null when nothing is. The page of a hidden window is freed, and comes back anew. */
    keepEdit: invoke<void, { edit: UnsavedEdit | null }>(),
    keptEdit: invoke<UnsavedEdit | null>(),
    /** Opens a document that comes with the program. */
    openPage: invoke<void, { page: 'install-helper' | 'user-guide' | 'keychain' }>(),
    dismissNotice: invoke<void, { id: string }>(),
    /** Yes to the update that is offered: to fetch it, and when it is there, to install it. */
    takeUpdate: invoke<void>(),
    answerQuit: invoke<void, { answer: 'stay-connected' | 'disconnect' | 'cancel'; remember: boolean }>(),
    quit: invoke<void>(),
    /** What the about box tells. Memory in bytes. */
    about: invoke<{
      version: string
      electron: string
      chromium: string
      node: string
      updates: 'package-manager' | 'own' | 'by-hand'
      memory: { main: number; window: number }
    }>(),
    /** The licences of all that is packed, in the order of the file. */
    licences: invoke<Licence[]>(),
    restart: invoke<void>(),
    open: notify<{ view: View }>(),
  },
} as const

export type CulvertApi = Api<typeof IPC_CONTRACT>
