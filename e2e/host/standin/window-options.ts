import { NotSupportedError } from './stand-in.ts'

export interface Bounds {
  x: number
  y: number
  width: number
  height: number
}

export interface WindowOptions extends Partial<Bounds> {
  minWidth?: number
  minHeight?: number
  maxWidth?: number
  maxHeight?: number
  show?: boolean
  center?: boolean
  title?: string
  resizable?: boolean
  backgroundColor?: string
  webPreferences?: WebPreferences
}

interface WebPreferences {
  preload?: string
  sandbox?: boolean
  contextIsolation?: boolean
  nodeIntegration?: boolean
  nodeIntegrationInWorker?: boolean
  nodeIntegrationInSubFrames?: boolean
  webviewTag?: boolean
  webSecurity?: boolean
  allowRunningInsecureContent?: boolean
  session?: unknown
  partition?: string
}

/** The only way in which pages run here; anything else would be tested as if it were this. */
export function requireSafePreferences(preferences: WebPreferences = {}): void {
  const refused: [boolean, string][] = [
    [preferences.sandbox === false, 'sandbox: false'],
    [preferences.contextIsolation === false, 'contextIsolation: false'],
    [preferences.webSecurity === false, 'webSecurity: false'],
    [preferences.allowRunningInsecureContent === true, 'allowRunningInsecureContent'],
    [preferences.nodeIntegration === true, 'nodeIntegration'],
    [preferences.nodeIntegrationInWorker === true, 'nodeIntegrationInWorker'],
    [preferences.nodeIntegrationInSubFrames === true, 'nodeIntegrationInSubFrames'],
    [preferences.webviewTag === true, 'webviewTag'],
    [preferences.partition !== undefined, 'partition'],
  ]
  for (const [asked, name] of refused) if (asked) throw new NotSupportedError(`web preference ${name}`)
}
