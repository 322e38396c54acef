import { Screen } from '../../components/screen.tsx'

export function LogsView() {
  return <Screen title="">{null}</Screen>
}
