import { Button, GridListItem } from 'react-aria-components'
import type { AppTunnelState } from '../../../../src-shared/app-state.ts'
import { formatServer } from '../../../../src-shared/format.ts'
import type { ProfileEntry } from '../../../../src-shared/profile-entry.ts'
import { GripIcon, WarningIcon } from '../../../components/icons.tsx'
import { durationText } from '../../../i18n/formats.ts'
import { useLanguage, useTexts } from '../../../i18n/use-texts.ts'
import { useNow } from '../../../stores/use-now.ts'
import { RowDot } from './row-dot.tsx'
import { rowState } from './row-state.ts'

interface ListRowProps {
  entry: ProfileEntry
  /** The tunnel as far as it is about this connection. */
  tunnel: AppTunnelState
  trouble: boolean
  sortable: boolean
  onAction: () => void
  onMenu: (row: HTMLElement) => void
}

/** A connection in the list: its state, name, server, and how long it has been up. */
export function ListRow({ entry, tunnel, trouble, sortable, onAction, onMenu }: ListRowProps) {
  const { shell, states } = useTexts()
  const { name, server } = entry.profile
  const state = rowState(tunnel)
  return (
    <GridListItem
      id={entry.id}
      textValue={name}
      className="row"
      onAction={onAction}
      onContextMenu={(event) => {
        event.preventDefault()
        onMenu(event.currentTarget)
      }}
    >
      <RowDot state={state} word={states.word[state.word]} />
      <span className="row-text">
        <span className="row-name">{name}</span>
        <span className="row-server">{server.port === 443 ? server.host : formatServer(server)}</span>
      </span>
      {tunnel.state === 'connected' ? <Uptime since={tunnel.since} /> : <Trouble shown={trouble} />}
      {sortable && (
        <Button slot="drag" className="row-grip" aria-label={shell.list.reorder(name)}>
          <GripIcon size={1} />
        </Button>
      )}
    </GridListItem>
  )
}

function Uptime({ since }: { since: number }) {
  const language = useLanguage()
  const now = useNow(true)
  return <span className="row-time">{durationText(now - since, language)}</span>
}

function Trouble({ shown }: { shown: boolean }) {
  const { list } = useTexts().shell
  if (!shown) return <span />
  return (
    <span className="row-trouble" title={list.trouble}>
      <WarningIcon size={1} />
      <span className="visually-hidden">{list.trouble}</span>
    </span>
  )
}
