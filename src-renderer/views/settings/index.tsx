export { AboutView } from './about.tsx'
export { SettingsView } from './settings-view.tsx'
