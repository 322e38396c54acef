import { useEffect, useMemo, useState } from 'react'
import { Input, SearchField } from 'react-aria-components'
import type { Licence } from '../../../src-shared/ipc-contract.ts'
import { api } from '../../bridge.ts'
import { Disclosure } from '../../components/disclosure.tsx'
import { SearchIcon } from '../../components/icons.tsx'
import { Screen } from '../../components/screen.tsx'
import { countText } from '../../i18n/formats.ts'
import { useLanguage, useTexts } from '../../i18n/use-texts.ts'
import { run } from '../../stores/run.ts'
import { go } from '../../stores/ui-store.ts'
import { findLicences } from './find-licences.ts'
import '../main/list/list.css'
import './settings.css'

/** A text scrolls by itself, also by the keyboard. */
const SCROLLABLE = { tabIndex: 0 }

/** What is packed with the program, and what the authors of each part allow. */
export function LicencesView() {
  const { licences: words } = useTexts().settings.about
  const language = useLanguage()
  const [licences, setLicences] = useState<readonly Licence[]>([])
  const [search, setSearch] = useState('')
  useEffect(() => run(api.app.licences().then(setLicences)), [])
  const found = useMemo(() => findLicences(licences, search), [licences, search])
  const count = (value: number) => countText(value, language)
  return (
    <Screen title={words.title} onBack={() => go({ view: 'about' })}>
      <p>{words.intro}</p>
      <SearchField className="list-search" aria-label={words.search} value={search} onChange={setSearch}>
        <SearchIcon />
        <Input className="field-input" placeholder={words.search} data-shortcut="search" />
      </SearchField>
      <p role="status" className="muted small">
        {licences.length > 0 && words.found(count(found.length), count(licences.length))}
      </p>
      {licences.length > 0 && found.length === 0 && <p>{words.nothing(search)}</p>}
      <div className="licences">
        {found.map((licence) => (
          <LicenceText key={licence.name} licence={licence} />
        ))}
      </div>
    </Screen>
  )
}

/** Drawn when it is opened: some are as long as a book. */
function LicenceText({ licence: { name, text } }: { licence: Licence }) {
  const [open, setOpen] = useState(false)
  return (
    <Disclosure title={name} isExpanded={open} onExpandedChange={setOpen}>
      {open && (
        <section className="licence-text selectable small" aria-label={name} lang="en" {...SCROLLABLE}>
          {text}
        </section>
      )}
    </Disclosure>
  )
}
