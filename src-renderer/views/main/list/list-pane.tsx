import { useState } from 'react'
import { Input, SearchField } from 'react-aria-components'
import { api } from '../../../bridge.ts'
import { IconButton } from '../../../components/button.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { AddIcon, MoreIcon, SearchIcon } from '../../../components/icons.tsx'
import { Menu, MenuItem, MenuSeparator, MenuTrigger } from '../../../components/menu.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { shortcutText } from '../../../shortcuts/shortcut-keys.ts'
import { useApp } from '../../../stores/app-store.ts'
import { run } from '../../../stores/run.ts'
import { go } from '../../../stores/ui-store.ts'
import { ConnectionList } from './connection-list.tsx'
import { filterProfiles } from './list-filter.ts'
import './list.css'

/** The left pane: search, add, and the connections. */
export function ListPane({ selectedId, beside }: { selectedId: string | null; beside: boolean }) {
  const { shell } = useTexts()
  const profiles = useApp((state) => state.profiles)
  const [search, setSearch] = useState('')
  const found = filterProfiles(profiles, search)
  return (
    <section className="list-pane" aria-labelledby="list-title">
      <div className="list-head">
        <div className="list-head-row">
          <h2 id="list-title" className="list-title">
            {shell.list.title}
          </h2>
          <IconButton label={shell.list.add} onPress={() => go({ view: 'add' })}>
            <AddIcon />
          </IconButton>
          <ApplicationMenu />
        </div>
        <SearchField
          className="list-search"
          aria-label={shell.list.search}
          value={search}
          onChange={setSearch}
        >
          <SearchIcon />
          <Input className="field-input" placeholder={shell.list.search} data-shortcut="search" />
        </SearchField>
      </div>
      {found.length === 0 ? (
        <EmptyState title={shell.list.nothingFound(search)} />
      ) : (
        <ConnectionList profiles={found} selectedId={selectedId} beside={beside} sortable={search === ''} />
      )}
    </section>
  )
}

/** What concerns the program and not one connection. */
function ApplicationMenu() {
  const { menu } = useTexts().shell
  const mac = useApp((state) => state.host.platform === 'darwin')
  return (
    <MenuTrigger>
      <IconButton label={menu.application}>
        <MoreIcon />
      </IconButton>
      <Menu label={menu.application} placement="bottom end">
        <MenuItem
          label={menu.importFiles}
          keys={shortcutText('import', mac)}
          onAction={() => run(api.imports.chooseFiles())}
        />
        <MenuSeparator />
        <MenuItem label={menu.logs} keys={shortcutText('logs', mac)} onAction={() => go({ view: 'logs' })} />
        <MenuItem
          label={menu.settings}
          keys={shortcutText('settings', mac)}
          onAction={() => go({ view: 'settings' })}
        />
        <MenuItem label={menu.about} onAction={() => go({ view: 'about' })} />
      </Menu>
    </MenuTrigger>
  )
}
