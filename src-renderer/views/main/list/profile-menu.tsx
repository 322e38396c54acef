import type { AppTunnelState } from '../../../../src-shared/app-state.ts'
import type { ProfileEntry } from '../../../../src-shared/profile-entry.ts'
import { MenuItem, MenuSeparator } from '../../../components/menu.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { useApp } from '../../../stores/app-store.ts'
import {
  copyProfile,
  duplicateProfile,
  exportProfile,
  moveProfile,
  removeProfile,
} from '../../../stores/profile-actions.ts'
import { connect, disconnect } from '../../../stores/tunnel-actions.ts'
import { go } from '../../../stores/ui-store.ts'
import { isInUse, tunnelOf } from '../status/tunnel-view.ts'

/** Everything that can be done with a connection; the same in the list and beside the title. */
export function ProfileMenuItems({ entry, tunnel }: { entry: ProfileEntry; tunnel: AppTunnelState }) {
  const { menu } = useTexts().shell
  const place = useApp(({ profiles }) => profiles.findIndex(({ id }) => id === entry.id))
  const count = useApp(({ profiles }) => profiles.length)
  const { id } = entry
  return (
    <>
      {isInUse(tunnelOf(id, tunnel)) ? (
        <MenuItem label={menu.disconnect} onAction={disconnect} />
      ) : (
        <MenuItem label={menu.connect} onAction={() => connect(id)} />
      )}
      <MenuSeparator />
      <MenuItem label={menu.edit} onAction={() => go({ view: 'editor', profileId: id })} />
      <MenuItem label={menu.duplicate} onAction={() => duplicateProfile(id)} />
      <MenuItem label={menu.exportFile} onAction={() => exportProfile(id)} />
      <MenuItem label={menu.copySettings} onAction={() => copyProfile(id)} />
      {count > 1 && <MenuSeparator />}
      {count > 1 && (
        <MenuItem label={menu.moveUp} isDisabled={place === 0} onAction={() => moveProfile(id, -1)} />
      )}
      {count > 1 && (
        <MenuItem
          label={menu.moveDown}
          isDisabled={place === count - 1}
          onAction={() => moveProfile(id, 1)}
        />
      )}
      <MenuSeparator />
      <MenuItem label={menu.remove} danger onAction={() => removeProfile(id)} />
    </>
  )
}
