export { AboutView } from './about.tsx'
export { LicencesView } from './licences.tsx'
export { SettingsView } from './settings-view.tsx'
