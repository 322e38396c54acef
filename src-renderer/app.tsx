import { useEffect } from 'react'
import { I18nProvider } from 'react-aria-components'
import type { UnsavedEdit } from '../src-shared/profile-draft.ts'
import { unreachable } from '../src-shared/unreachable.ts'
import { api } from './bridge.ts'
import { Button } from './components/button.tsx'
import { EmptyState } from './components/empty-state.tsx'
import { useLanguage, useTexts } from './i18n/use-texts.ts'
import { Overlays } from './overlays.tsx'
import { Announcer } from './shell/announcer.tsx'
import { CrashGuard } from './shell/crash-guard.tsx'
import { DropTarget } from './shell/drop-target.tsx'
import { keepFocus } from './shell/focus-keeper.ts'
import { usePaste } from './shell/use-paste.ts'
import { useShortcuts } from './shell/use-shortcuts.ts'
import { useApp } from './stores/app-store.ts'
import { run } from './stores/run.ts'
import { go, openPlace, type Route, useUi } from './stores/ui-store.ts'
import { AddView } from './views/add/index.tsx'
import { EditorView } from './views/editor/index.tsx'
import { LogsView } from './views/logs/index.tsx'
import { MainView } from './views/main/index.tsx'
import { Banners } from './views/main/notices/banners.tsx'
import { AboutView, LicencesView, SettingsView } from './views/settings/index.tsx'

/** The window, once the first state is here. */
export function App() {
  const language = useLanguage()
  const theme = useApp((state) => state.settings.theme)
  const route = useUi((state) => state.route)
  useShortcuts()
  usePaste()
  useEffect(() => api.app.onOpen(openPlace), [])
  useEffect(takeUpEdit, [])
  useEffect(keepFocus, [])
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dataset.theme = theme
  }, [language, theme])
  return (
    <I18nProvider locale={language}>
      <div className="window">
        <CrashGuard key={route.view} fallback={(again) => <Crashed onAgain={again} />}>
          <Place route={route} />
        </CrashGuard>
        <Banners />
      </div>
      <Overlays />
      <DropTarget />
      <Announcer />
    </I18nProvider>
  )
}

/** Goes on where an editor was when the page before this one was freed, or died. */
function takeUpEdit(): void {
  const openAgain = (edit: UnsavedEdit | null) => {
    if (edit !== null) go({ view: 'editor', profileId: edit.profileId, begun: edit.draft })
  }
  run(api.app.keptEdit().then(openAgain))
}

function Place({ route }: { route: Route }) {
  switch (route.view) {
    case 'main':
      return <MainView />
    case 'add':
      return <AddView />
    case 'editor':
      return (
        <EditorView
          key={route.profileId}
          profileId={route.profileId}
          section={route.section}
          begun={route.begun}
        />
      )
    case 'logs':
      return <LogsView />
    case 'settings':
      return <SettingsView />
    case 'about':
      return <AboutView />
    case 'licences':
      return <LicencesView />
    default:
      return unreachable(route)
  }
}

function Crashed({ onAgain }: { onAgain: () => void }) {
  const { crashed } = useTexts().shell
  return (
    <EmptyState title={crashed.title}>
      <p>{crashed.text}</p>
      <Button onPress={onAgain}>{crashed.reload}</Button>
    </EmptyState>
  )
}
