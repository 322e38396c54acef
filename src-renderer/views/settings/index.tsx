import { Screen } from '../../components/screen.tsx'

export function SettingsView() {
  return <Screen title="">{null}</Screen>
}

export function AboutView() {
  return <Screen title="">{null}</Screen>
}
