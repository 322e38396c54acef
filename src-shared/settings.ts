/** Languages that every text of the program exists in. */
export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** What the user decided about the program as a whole. Decisions about one connection are in its profile entry. */
export interface Settings {
  launchAtLogin: boolean
  /** A start by the login item shows no window. */
  startHidden: boolean
  /** The id of the profile to connect when the program starts. */
  connectOnStart: string | null
  notifications: boolean
  theme: Theme
  /** Takes effect at the next start. */
  hardwareAcceleration: boolean
  logLevel: LogLevel
  language: 'system' | Language
  /** What Quit does while a connection is up. */
  quitWhileConnected: 'ask' | 'stay-connected' | 'disconnect'
  /** Nothing leaves the computer unless a connection is up, whichever; also after a restart of the computer. */
  lockdown: boolean
}

export const DEFAULT_SETTINGS: Settings = {
  launchAtLogin: false,
  startHidden: true,
  connectOnStart: null,
  notifications: true,
  theme: 'system',
  hardwareAcceleration: true,
  logLevel: 'info',
  language: 'system',
  quitWhileConnected: 'ask',
  lockdown: false,
}
