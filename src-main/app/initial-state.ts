import type { AppState } from '../../src-shared/app-state.ts'
import { DEFAULT_SETTINGS } from '../../src-shared/settings.ts'
import { platformOf } from './host-facts.ts'

interface Known {
  version: string
  softwareRendering: boolean
}

/** The state before anything was looked at. Nothing is claimed to be there that was not found. */
export function initialState({ version, softwareRendering }: Known): Omit<AppState, 'revision'> {
  return {
    tunnel: { state: 'disconnected' },
    block: null,
    profiles: [],
    activity: [],
    settings: DEFAULT_SETTINGS,
    host: {
      platform: platformOf(process.platform),
      version,
      language: 'en',
      helper: 'missing',
      helperInstallable: false,
      keychain: { state: 'unavailable', name: '' },
      tray: 'missing',
      softwareRendering,
    },
    review: null,
    quitQuestion: false,
    notices: [],
  }
}
