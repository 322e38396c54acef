import { useMemo, useRef, useState } from 'react'
import { GridList, ListLayout, useDragAndDrop, Virtualizer } from 'react-aria-components'
import type { ProfileEntry } from '../../../../src-shared/profile-entry.ts'
import { Menu } from '../../../components/menu.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { useApp } from '../../../stores/app-store.ts'
import { dropped, reorderProfiles } from '../../../stores/profile-actions.ts'
import { useUi } from '../../../stores/ui-store.ts'
import { ListRow } from './list-row.tsx'
import { ProfileMenuItems } from './profile-menu.tsx'

interface ConnectionListProps {
  profiles: readonly ProfileEntry[]
  selectedId: string | null
  /** With the detail beside it a row is selected by moving onto it; alone, a row opens the detail. */
  beside: boolean
  /** False while only a part of the list is shown. */
  sortable: boolean
}

/** Only the first guess: rows are measured, because their height grows with the text. */
const LAYOUT = { estimatedRowHeight: 56 }

/**
 * All connections in the user's order: by mouse, keyboard and drag. Rows follow the state by themselves and only those
 * in sight exist: with a hundred connections, drawing all of them anew took 140 ms for each change of the state.
 */
export function ConnectionList({ profiles, selectedId, beside, sortable }: ConnectionListProps) {
  const { shell } = useTexts()
  const select = useUi((state) => state.select)
  const [menuOf, setMenuOf] = useState<ProfileEntry | null>(null)
  const menuRow = useRef<HTMLElement>(null)
  const tunnel = useApp((state) => state.tunnel)

  const { dragAndDropHooks } = useDragAndDrop<ProfileEntry>({
    isDisabled: !sortable,
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const ids = profiles.map(({ id }) => id)
      reorderProfiles(dropped(ids, new Set([...keys].map(String)), String(target.key), target.dropPosition))
    },
  })
  const grip = sortable && profiles.length > 1
  const openMenu = useMemo(
    () => (entry: ProfileEntry, row: HTMLElement) => {
      menuRow.current = row
      setMenuOf(entry)
    },
    [],
  )

  return (
    <>
      <Virtualizer layout={ListLayout} layoutOptions={LAYOUT}>
        <GridList
          key={beside ? 'beside' : 'alone'}
          className="list"
          aria-label={shell.list.title}
          items={profiles}
          dependencies={[beside, grip]}
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
          {(entry) => <ListRow entry={entry} beside={beside} sortable={grip} onMenu={openMenu} />}
        </GridList>
      </Virtualizer>
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
