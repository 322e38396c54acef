import { useEffect } from 'react'
import { I18nProvider } from 'react-aria-components'
import { unreachable } from '../src-shared/unreachable.ts'
import { api } from './bridge.ts'
import { useLanguage } from './i18n/use-texts.ts'
import { Overlays } from './overlays.tsx'
import { useApp } from './stores/app-store.ts'
import { go, type Route, useUi } from './stores/ui-store.ts'
import { EditorView } from './views/editor/index.tsx'
import { LogsView } from './views/logs/index.tsx'
import { MainView } from './views/main/index.tsx'
import { AboutView, SettingsView } from './views/settings/index.tsx'

/** The window, once the first state is here. */
export function App() {
  const language = useLanguage()
  const theme = useApp((state) => state.settings.theme)
  const route = useUi((state) => state.route)
  useEffect(() => api.app.onOpen(go), [])
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dataset.theme = theme
  }, [language, theme])
  return (
    <I18nProvider locale={language}>
      <Place route={route} />
      <Overlays />
    </I18nProvider>
  )
}

function Place({ route }: { route: Route }) {
  switch (route.view) {
    case 'main':
    case 'add':
      return <MainView />
    case 'editor':
      return <EditorView key={route.profileId} profileId={route.profileId} section={route.section} />
    case 'logs':
      return <LogsView />
    case 'settings':
      return <SettingsView />
    case 'about':
      return <AboutView />
    default:
      return unreachable(route)
  }
}
