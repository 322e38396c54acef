import type { AppTunnelState } from '../../../../src-shared/app-state.ts'
import { formatServer } from '../../../../src-shared/format.ts'
import type { ProfileEntry } from '../../../../src-shared/profile-entry.ts'
import { IconButton } from '../../../components/button.tsx'
import { BackIcon, MoreIcon, SettingsIcon } from '../../../components/icons.tsx'
import { Menu, MenuTrigger } from '../../../components/menu.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { go, useUi } from '../../../stores/ui-store.ts'
import { ProfileMenuItems } from '../list/profile-menu.tsx'

interface DetailHeadProps {
  entry: ProfileEntry
  tunnel: AppTunnelState
  /** Alone, the detail has a way back to the list. */
  alone: boolean
}

/** Name, server and user of the connection, and what can be done with it. */
export function DetailHead({ entry, tunnel, alone }: DetailHeadProps) {
  const { shell } = useTexts()
  const showPane = useUi((state) => state.showPane)
  const { name, server, signIn } = entry.profile
  const address = server.port === 443 ? server.host : formatServer(server)
  return (
    <header className="detail-head">
      {alone && (
        <IconButton label={shell.back} onPress={() => showPane('list')}>
          <BackIcon />
        </IconButton>
      )}
      <div className="detail-names">
        <h1 className="detail-title" tabIndex={-1}>
          {name}
        </h1>
        <p className="detail-server selectable">
          {signIn.user === undefined ? address : `${address} · ${signIn.user}`}
        </p>
      </div>
      <MenuTrigger>
        <IconButton label={shell.menu.label(name)}>
          <MoreIcon />
        </IconButton>
        <Menu label={shell.menu.label(name)} placement="bottom end">
          <ProfileMenuItems entry={entry} tunnel={tunnel} />
        </Menu>
      </MenuTrigger>
      <IconButton label={shell.menu.edit} onPress={() => go({ view: 'editor', profileId: entry.id })}>
        <SettingsIcon />
      </IconButton>
    </header>
  )
}
