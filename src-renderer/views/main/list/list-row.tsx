import { Button, GridListItem } from 'react-aria-components'
import { formatServer } from '../../../../src-shared/format.ts'
import type { ProfileEntry } from '../../../../src-shared/profile-entry.ts'
import { GripIcon, WarningIcon } from '../../../components/icons.tsx'
import { durationText } from '../../../i18n/formats.ts'
import { useLanguage, useTexts } from '../../../i18n/use-texts.ts'
import { appStore, useApp } from '../../../stores/app-store.ts'
import { connect, disconnect } from '../../../stores/tunnel-actions.ts'
import { uiStore } from '../../../stores/ui-store.ts'
import { useNow } from '../../../stores/use-now.ts'
import { isInUse, tunnelOf } from '../status/tunnel-view.ts'
import { RowDot } from './row-dot.tsx'
import { lastAttemptFailed, rowState } from './row-state.ts'

interface ListRowProps {
  entry: ProfileEntry
  /** Beside the detail, Enter and a double click connect or disconnect; alone, they open the detail. */
  beside: boolean
  sortable: boolean
  onMenu: (entry: ProfileEntry, row: HTMLElement) => void
}

/** A connection in the list: its state, name, server, and how long it has been up. */
export function ListRow({ entry, beside, sortable, onMenu }: ListRowProps) {
  const { name } = entry.profile
  return (
    <GridListItem
      id={entry.id}
      textValue={name}
      className="row"
      onAction={() => (beside ? toggle(entry.id) : uiStore.getState().select(entry.id))}
      onContextMenu={(event) => {
        event.preventDefault()
        onMenu(entry, event.currentTarget)
      }}
    >
      <RowContent entry={entry} />
      {sortable && <Grip name={name} />}
    </GridListItem>
  )
}

function toggle(profileId: string): void {
  const tunnel = appStore.getState().shown?.tunnel
  if (tunnel !== undefined && isInUse(tunnelOf(profileId, tunnel))) disconnect()
  else connect(profileId)
}

function RowContent({ entry }: { entry: ProfileEntry }) {
  const { states } = useTexts()
  const tunnel = tunnelOf(
    entry.id,
    useApp((state) => state.tunnel),
  )
  const { name, server } = entry.profile
  const state = rowState(tunnel)
  return (
    <>
      <RowDot state={state} word={states.word[state.word]} />
      <span className="row-text">
        <span className="row-name">{name}</span>
        <span className="row-server">{server.port === 443 ? server.host : formatServer(server)}</span>
      </span>
      {tunnel.state === 'connected' ? <Uptime since={tunnel.since} /> : <Trouble profileId={entry.id} />}
    </>
  )
}

function Grip({ name }: { name: string }) {
  const { list } = useTexts().shell
  return (
    <Button slot="drag" className="row-grip" aria-label={list.reorder(name)}>
      <GripIcon size={1} />
    </Button>
  )
}

function Uptime({ since }: { since: number }) {
  const language = useLanguage()
  const now = useNow(true)
  return <span className="row-time">{durationText(now - since, language)}</span>
}

function Trouble({ profileId }: { profileId: string }) {
  const { list } = useTexts().shell
  const failed = useApp(({ activity }) => lastAttemptFailed(profileId, activity))
  if (!failed) return null
  return (
    <span className="row-trouble" title={list.trouble}>
      <WarningIcon size={1} />
      <span className="visually-hidden">{list.trouble}</span>
    </span>
  )
}
