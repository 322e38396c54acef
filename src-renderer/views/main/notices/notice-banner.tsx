import type { Notice } from '../../../../src-shared/app-state.ts'
import { describeFailure } from '../../../../src-shared/failure-words.ts'
import { unreachable } from '../../../../src-shared/unreachable.ts'
import { api } from '../../../bridge.ts'
import { Banner } from '../../../components/banner.tsx'
import { Button } from '../../../components/button.tsx'
import { Switch } from '../../../components/switch.tsx'
import { useLanguage, useTexts } from '../../../i18n/use-texts.ts'
import { useApp } from '../../../stores/app-store.ts'
import { run } from '../../../stores/run.ts'
import { go, uiStore } from '../../../stores/ui-store.ts'
import { FailureBanner } from './failure-banner.tsx'
import { TrayIconPicture } from './tray-icon-picture.tsx'
import { UpdateBanner } from './update-banner.tsx'

/** A notice of the main process, with the buttons that answer it. */
export function NoticeBanner({ notice }: { notice: Notice }) {
  const { common, shell, states } = useTexts()
  const words = shell.notices
  const dismiss = () => run(api.app.dismissNotice({ id: notice.id }))
  const log = (
    <Button kind="quiet" onPress={() => go({ view: 'logs' })}>
      {states.action.showLog}
    </Button>
  )
  switch (notice.type) {
    case 'window-closes-to-tray':
      return (
        <Banner onDismiss={dismiss}>
          {words.closesToTray}
          <TrayIconPicture />
        </Banner>
      )
    case 'no-tray':
      return <Banner onDismiss={dismiss}>{words.noTray}</Banner>
    case 'offer-launch-at-login':
      return <LoginOffer onDone={dismiss} />
    case 'offer-helper':
      return <HelperOffer onDone={dismiss} />
    case 'renderer-crashed':
      return (
        <Banner tone="attention" onDismiss={dismiss} actions={log}>
          {words.rendererCrashed}
        </Banner>
      )
    case 'engine-crashed':
      return (
        <Banner tone="danger" onDismiss={dismiss} actions={log}>
          {words.engineCrashed}
        </Banner>
      )
    case 'software-rendering':
      return <Banner onDismiss={dismiss}>{words.softwareRendering}</Banner>
    case 'update':
      return <UpdateBanner notice={notice} onDismiss={dismiss} />
    case 'profile-removed': {
      const undo = () => run(api.profiles.undoRemove({ id: notice.profileId }))
      return (
        <Banner onDismiss={dismiss} actions={<Button onPress={undo}>{common.undo}</Button>}>
          {words.removed(notice.name)}
        </Banner>
      )
    }
    case 'profiles-broken':
      return <BrokenProfiles notice={notice} onDismiss={dismiss} />
    case 'file-set-aside':
      return (
        <Banner tone="attention" onDismiss={dismiss}>
          <span className="selectable">{words.setAside(notice.file, notice.keptAs)}</span>
        </Banner>
      )
    case 'failure':
      return <FailureBanner failure={notice.failure} onDismiss={dismiss} />
    default:
      return unreachable(notice)
  }
}

/** Asked once, after the first connection that worked. */
function LoginOffer({ onDone }: { onDone: () => void }) {
  const words = useTexts().shell.notices
  const launchAtLogin = useApp((state) => state.settings.launchAtLogin)
  return (
    <Banner
      onDismiss={onDone}
      actions={
        <Switch
          label={words.launchAtLogin}
          isSelected={launchAtLogin}
          onChange={(on) => run(api.settings.update({ launchAtLogin: on }))}
        />
      }
    >
      {words.offerLogin}
    </Banner>
  )
}

/** Asked once, where no package has brought the helper. */
function HelperOffer({ onDone }: { onDone: () => void }) {
  const words = useTexts().shell.notices
  const open = () => {
    onDone()
    uiStore.getState().setInstallingHelper(true)
  }
  return (
    <Banner
      tone="attention"
      onDismiss={onDone}
      actions={<Button onPress={open}>{words.installHelper}</Button>}
    >
      {words.offerHelper}
    </Banner>
  )
}

interface BrokenProfilesProps {
  notice: Extract<Notice, { type: 'profiles-broken' }>
  onDismiss: () => void
}

function BrokenProfiles({ notice, onDismiss }: BrokenProfilesProps) {
  const words = useTexts().shell.notices
  const language = useLanguage()
  return (
    <Banner tone="attention" onDismiss={onDismiss}>
      {words.broken(notice.profiles.length)}
      <ul className="banner-list">
        {notice.profiles.map(({ id, failure }) => (
          <li key={id} className="selectable">{`${id}: ${describeFailure(failure, language).cause}`}</li>
        ))}
      </ul>
    </Banner>
  )
}
