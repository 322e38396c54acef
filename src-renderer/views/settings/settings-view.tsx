import { LOG_LEVELS, type Settings, THEMES } from '../../../src-shared/settings.ts'
import { api } from '../../bridge.ts'
import { Button } from '../../components/button.tsx'
import { Screen } from '../../components/screen.tsx'
import { Select } from '../../components/select.tsx'
import { Switch } from '../../components/switch.tsx'
import { useTexts } from '../../i18n/use-texts.ts'
import { useApp } from '../../stores/app-store.ts'
import { run } from '../../stores/run.ts'
import { go } from '../../stores/ui-store.ts'
import { Computer } from './computer.tsx'
import { Lockdown } from './lockdown.tsx'
import { optionsOf } from './options.ts'
import { RestartHint } from './restart-hint.tsx'
import { Section } from './section.tsx'
import './settings.css'

const QUIT_WAYS = ['ask', 'stay-connected', 'disconnect'] as const
const LANGUAGE_CHOICES = ['system', 'en', 'de'] as const

/** Decisions about the program as a whole; each takes effect at once, and is saved at once. */
export function SettingsView() {
  const { settings: words } = useTexts()
  const settings = useApp((state) => state.settings)
  const softwareRendering = useApp((state) => state.host.softwareRendering)
  const change = (changes: Partial<Settings>) => run(api.settings.update(changes))
  return (
    <Screen title={words.title}>
      <Section title={words.sections.start}>
        <Switch
          label={words.launchAtLogin}
          isSelected={settings.launchAtLogin}
          onChange={(launchAtLogin) => change({ launchAtLogin })}
        />
        <Switch
          label={words.startHidden}
          help={words.startHiddenHelp}
          isSelected={settings.startHidden}
          isDisabled={!settings.launchAtLogin}
          onChange={(startHidden) => change({ startHidden })}
        />
        <ConnectOnStart />
        <Select
          label={words.quit}
          value={settings.quitWhileConnected}
          options={optionsOf(QUIT_WAYS, words.quitWays)}
          onChange={(quitWhileConnected) => change({ quitWhileConnected })}
        />
      </Section>
      <Section title={words.sections.protection}>
        <Lockdown />
      </Section>
      <Section title={words.sections.look}>
        <Select
          label={words.theme}
          value={settings.theme}
          options={optionsOf(THEMES, words.themes)}
          onChange={(theme) => change({ theme })}
        />
        <Select
          label={words.language}
          value={settings.language}
          options={optionsOf(LANGUAGE_CHOICES, words.languages)}
          onChange={(language) => change({ language })}
        />
        <div>
          <Switch
            label={words.hardwareAcceleration}
            help={softwareRendering ? words.softwareRendering : words.hardwareAccelerationHelp}
            isSelected={settings.hardwareAcceleration}
            onChange={(hardwareAcceleration) => change({ hardwareAcceleration })}
          />
          <RestartHint />
        </div>
      </Section>
      <Section title={words.sections.notices}>
        <Switch
          label={words.notifications}
          help={words.notificationsHelp}
          isSelected={settings.notifications}
          onChange={(notifications) => change({ notifications })}
        />
        <Select
          label={words.logLevel}
          value={settings.logLevel}
          options={optionsOf(LOG_LEVELS, words.logLevels)}
          onChange={(logLevel) => change({ logLevel })}
        />
        <div className="settings-row">
          <Button onPress={() => go({ view: 'logs' })}>{words.showLog}</Button>
        </div>
      </Section>
      <Section title={words.sections.computer}>
        <Computer />
        <div className="settings-row">
          <Button onPress={() => go({ view: 'about' })}>{words.about.open}</Button>
        </div>
      </Section>
    </Screen>
  )
}

/** The connection that is made at each start; one that was removed is none. */
function ConnectOnStart() {
  const { settings: words } = useTexts()
  const chosen = useApp((state) => state.settings.connectOnStart)
  const profiles = useApp((state) => state.profiles)
  const known = profiles.some(({ id }) => id === chosen)
  const options = [
    { value: '', label: words.connectNothing },
    ...profiles.map(({ id, profile }) => ({ value: id, label: profile.name })),
  ]
  return (
    <Select
      label={words.connectOnStart}
      value={known && chosen !== null ? chosen : ''}
      options={options}
      onChange={(id) => run(api.settings.update({ connectOnStart: id === '' ? null : id }))}
    />
  )
}
