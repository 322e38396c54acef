import { useMemo, useState } from 'react'
import { LOG_LEVELS, type LogLevel } from '../../../src-shared/settings.ts'
import { Button } from '../../components/button.tsx'
import { useCopied } from '../../components/copy-row.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Screen } from '../../components/screen.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { countText } from '../../i18n/formats.ts'
import { useLanguage, useTexts } from '../../i18n/use-texts.ts'
import { filterLines, linesAsText } from './log-buffer.ts'
import { LogLines } from './log-lines.tsx'
import { PreviewDialog } from './preview-dialog.tsx'
import { useLog } from './use-log.ts'
import './logs.css'

/** The log as it is written, with what one needs to find a line in it and to give it to somebody. */
export function LogsView() {
  const { common, logs: words } = useTexts()
  const language = useLanguage()
  const [level, setLevel] = useState<LogLevel>('debug')
  const [search, setSearch] = useState('')
  const [paused, setPaused] = useState(false)
  const [previewing, setPreviewing] = useState(false)
  const { lines, dropped, waiting } = useLog(paused)
  const shown = useMemo(() => filterLines(lines, level, search), [lines, level, search])
  const [copied, copy] = useCopied(linesAsText(shown))
  const count = (value: number) => countText(value, language)

  return (
    <Screen title={words.title} bare>
      <div className="log-bar">
        <div className="log-search">
          <TextField
            label={words.filter}
            hideLabel
            placeholder={words.filter}
            value={search}
            onChange={setSearch}
          />
        </div>
        <Select
          label={words.level}
          value={level}
          options={LOG_LEVELS.map((value) => ({ value, label: words.levels[value] }))}
          onChange={setLevel}
        />
        <div className="log-buttons">
          <Button onPress={() => setPaused(!paused)}>{paused ? words.resume : words.pause}</Button>
          <Button onPress={copy} isDisabled={shown.length === 0}>
            {copied ? common.copied : words.copy}
          </Button>
          <Button onPress={() => setPreviewing(true)} isDisabled={lines.length === 0}>
            {words.export}
          </Button>
        </div>
      </div>
      <p className="log-facts muted small">
        <span>{words.lines(count(shown.length), count(lines.length))}</span>
        {paused && waiting > 0 && <span>{words.waiting(count(waiting))}</span>}
        {dropped > 0 && <span>{words.dropped(count(dropped))}</span>}
      </p>
      {shown.length === 0 ? (
        <EmptyState title={lines.length === 0 ? words.empty : words.nothingFound} />
      ) : (
        <LogLines lines={shown} following={!paused} />
      )}
      {previewing && <PreviewDialog onClose={() => setPreviewing(false)} />}
    </Screen>
  )
}
