import { useRef, useState } from 'react'
import { GridList, useDragAndDrop } from 'react-aria-components'
import type { ProfileEntry } from '../../../../src-shared/profile-entry.ts'
import { Menu } from '../../../components/menu.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { useApp } from '../../../stores/app-store.ts'
import { dropped, reorderProfiles } from '../../../stores/profile-actions.ts'
import { connect, disconnect } from '../../../stores/tunnel-actions.ts'
import { useUi } from '../../../stores/ui-store.ts'
import { isInUse, tunnelOf } from '../status/tunnel-view.ts'
import { ListRow } from './list-row.tsx'
import { ProfileMenuItems } from './profile-menu.tsx'
import { lastAttemptFailed } from './row-state.ts'

interface ConnectionListProps {
  profiles: readonly ProfileEntry[]
  selectedId: string | null
  /** With the detail beside it a row is selected by moving onto it; alone, a row opens the detail. */
  beside: boolean
  /** False while only a part of the list is shown. */
  sortable: boolean
}

/** All connections in the user's order: by mouse, keyboard and drag. */
export function ConnectionList({ profiles, selectedId, beside, sortable }: ConnectionListProps) {
  const { shell } = useTexts()
  const tunnel = useApp((state) => state.tunnel)
  const activity = useApp((state) => state.activity)
  const select = useUi((state) => state.select)
  const [menuOf, setMenuOf] = useState<ProfileEntry | null>(null)
  const menuRow = useRef<HTMLElement>(null)

  const toggle = (id: string) => (isInUse(tunnelOf(id, tunnel)) ? disconnect() : connect(id))
  const { dragAndDropHooks } = useDragAndDrop<ProfileEntry>({
    isDisabled: !sortable,
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const ids = profiles.map(({ id }) => id)
      reorderProfiles(dropped(ids, new Set([...keys].map(String)), String(target.key), target.dropPosition))
    },
  })

  return (
    <>
      <GridList
        key={beside ? 'beside' : 'alone'}
        className="list"
        aria-label={shell.list.title}
        selectionMode={beside ? 'single' : 'none'}
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={beside && selectedId !== null ? [selectedId] : []}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys
          if (key !== undefined) select(String(key))
        }}
        dragAndDropHooks={dragAndDropHooks}
      >
        {profiles.map((entry) => (
          <ListRow
            key={entry.id}
            entry={entry}
            tunnel={tunnelOf(entry.id, tunnel)}
            trouble={lastAttemptFailed(entry.id, activity)}
            sortable={sortable && profiles.length > 1}
            onAction={() => (beside ? toggle(entry.id) : select(entry.id))}
            onMenu={(row) => {
              menuRow.current = row
              setMenuOf(entry)
            }}
          />
        ))}
      </GridList>
      <Menu
        label={menuOf === null ? '' : shell.menu.label(menuOf.profile.name)}
        triggerRef={menuRow}
        isOpen={menuOf !== null}
        onOpenChange={(open) => {
          if (!open) setMenuOf(null)
        }}
        placement="bottom end"
      >
        {menuOf && <ProfileMenuItems entry={menuOf} tunnel={tunnel} />}
      </Menu>
    </>
  )
}
