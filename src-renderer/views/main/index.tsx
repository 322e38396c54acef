import { useEffect } from 'react'
import { EmptyState } from '../../components/empty-state.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { useApp } from '../../stores/app-store.ts'
import { useUi } from '../../stores/ui-store.ts'
import { useTwoPanes } from '../../stores/use-two-panes.ts'
import { FirstRun } from '../add/index.tsx'
import { Detail } from './detail/detail.tsx'
import { ListPane } from './list/list-pane.tsx'
import './main.css'

/** List and detail: side by side where there is room, one after the other where there is not. */
export function MainView() {
  const { shell } = useTexts()
  const profiles = useApp((state) => state.profiles)
  const beside = useTwoPanes()
  const pane = useUi((state) => state.pane)
  const selected = useSelected()
  useFollowTunnel()

  if (profiles.length === 0) return <FirstRun />
  const showDetail = beside || (pane === 'detail' && selected !== undefined)
  return (
    <main className={beside ? 'main' : 'main main-alone'}>
      {(beside || !showDetail) && <ListPane selectedId={selected?.id ?? null} beside={beside} />}
      {showDetail &&
        (selected === undefined ? (
          <EmptyState title={shell.list.choose} />
        ) : (
          <Detail key={`${selected.id} ${beside}`} entry={selected} alone={!beside} />
        ))}
    </main>
  )
}

/** The chosen connection; until one is chosen the one in use, the last used, or the first. */
function useSelected() {
  const selectedId = useUi((state) => state.selectedId)
  return useApp(({ profiles, tunnel }) => {
    const inUse = tunnel.state === 'disconnected' ? null : tunnel.profileId
    const lastUsed = profiles.toSorted((a, b) => (b.lastConnected ?? 0) - (a.lastConnected ?? 0))[0]
    return profiles.find(({ id }) => id === selectedId) ?? profiles.find(({ id }) => id === inUse) ?? lastUsed
  })
}

/** A connection that begins from elsewhere, for example the tray, comes into view. */
function useFollowTunnel(): void {
  const profileId = useApp(({ tunnel }) => (tunnel.state === 'disconnected' ? null : tunnel.profileId))
  const select = useUi((state) => state.select)
  useEffect(() => {
    if (profileId !== null) select(profileId)
  }, [profileId, select])
}
