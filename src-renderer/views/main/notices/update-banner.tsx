import type { Notice } from '../../../../src-shared/app-state.ts'
import { api } from '../../../bridge.ts'
import { Banner } from '../../../components/banner.tsx'
import { Button } from '../../../components/button.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { run } from '../../../stores/run.ts'

interface Props {
  notice: Extract<Notice, { type: 'update' }>
  onDismiss: () => void
}

/** A new version: asks before it is fetched, and again before the program is restarted for it. */
export function UpdateBanner({ notice: { version, stage }, onDismiss }: Props) {
  const words = useTexts().shell.notices.update
  const button = { offered: words.fetch, waiting: undefined, downloading: undefined, ready: words.restart }[
    stage
  ]
  const take = button !== undefined && <Button onPress={() => run(api.app.takeUpdate())}>{button}</Button>
  return (
    <Banner onDismiss={onDismiss} actions={take}>
      {words[stage](version)}
    </Banner>
  )
}
