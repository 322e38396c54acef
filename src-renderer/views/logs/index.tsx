import { useMemo, useState } from 'react'
import { Input, SearchField } from 'react-aria-components'
import { LOG_LEVELS, type LogLevel } from '../../../src-shared/settings.ts'
import { api } from '../../bridge.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { SearchIcon } from '../../components/icons.tsx'
import { Screen } from '../../components/screen.tsx'
import { Select } from '../../components/select.tsx'
import { countText } from '../../i18n/formats.ts'
import { useLanguage, useTexts } from '../../i18n/use-texts.ts'
import { run } from '../../stores/run.ts'
import { isInRange, type LineRange } from './line-range.ts'
import { filterLines, linesToCopy } from './log-buffer.ts'
import { LogLines } from './log-lines.tsx'
import { marked } from './marked.ts'
import { PreviewDialog } from './preview-dialog.tsx'
import { useLog } from './use-log.ts'
import '../main/list/list.css'
import './logs.css'

/** The log as it is written, with what one needs to find a line in it and to give it to somebody. */
export function LogsView() {
  const { logs: words } = useTexts()
  const language = useLanguage()
  const [level, setLevel] = useState<LogLevel>('debug')
  const [search, setSearch] = useState('')
  const [paused, setPaused] = useState(false)
  const [previewing, setPreviewing] = useState(false)
  const [following, setFollowing] = useState(true)
  // What is being read or marked must not move.
  const held = paused || !following
  const { lines, dropped, waiting } = useLog(held)
  const shown = useMemo(() => filterLines(lines, level, search), [lines, level, search])
  const [range, setRange] = useState<LineRange | null>(null)
  const picked = shown.filter((line) => isInRange(line, range))
  const [copied, setCopied] = useState<number>()
  const copy = () => {
    const mark = marked(shown) ?? { lines: picked.length > 0 ? picked : shown }
    const { text, count: copiedLines } = 'text' in mark ? { ...mark, count: 1 } : linesToCopy(mark.lines)
    run(api.app.copyText({ text }).then(() => setCopied(copiedLines)))
  }
  const toNewest = () => {
    setPaused(false)
    setRange(null)
    setFollowing(true)
  }
  const count = (value: number) => countText(value, language)

  return (
    <Screen title={words.title} bare>
      <div className="log-bar">
        <SearchField
          className="list-search log-search"
          aria-label={words.filter}
          value={search}
          onChange={setSearch}
        >
          <SearchIcon />
          <Input className="field-input" placeholder={words.filter} data-shortcut="search" />
        </SearchField>
        <Select
          label={words.level}
          value={level}
          options={LOG_LEVELS.map((value) => ({ value, label: words.levels[value] }))}
          onChange={setLevel}
        />
        <div className="log-buttons">
          <Button onPress={() => setPaused(!paused)}>{paused ? words.resume : words.pause}</Button>
          <Button onPress={copy} isDisabled={shown.length === 0}>
            {words.copy}
          </Button>
          <Button onPress={() => setPreviewing(true)} isDisabled={lines.length === 0}>
            {words.export}
          </Button>
        </div>
      </div>
      <p className="log-facts muted small">
        <span>{words.lines(count(shown.length), count(lines.length))}</span>
        {held && waiting > 0 && <span>{words.waiting(count(waiting))}</span>}
        {dropped > 0 && <span>{words.dropped(count(dropped))}</span>}
        <span role="status">{picked.length > 0 && words.marked(count(picked.length))}</span>
        <span role="status">{copied !== undefined && words.copied(count(copied))}</span>
      </p>
      {shown.length === 0 ? (
        <EmptyState title={lines.length === 0 ? words.empty : words.nothingFound} />
      ) : (
        <LogLines
          lines={shown}
          following={!held}
          onFollow={setFollowing}
          onNewest={toNewest}
          range={range}
          onRange={setRange}
          onCopy={copy}
        />
      )}
      {previewing && <PreviewDialog onClose={() => setPreviewing(false)} />}
    </Screen>
  )
}
