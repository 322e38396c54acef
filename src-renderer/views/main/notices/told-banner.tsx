import { useEffect } from 'react'
import { Banner } from '../../../components/banner.tsx'
import { useTexts } from '../../../i18n/use-texts.ts'
import { type Told, uiStore } from '../../../stores/ui-store.ts'

/** Long enough to be read, and nothing is lost when it goes. */
const SHOWN_MS = 6000

const dismiss = () => uiStore.getState().tell(null)

export function ToldBanner({ told }: { told: Told }) {
  const { shell } = useTexts()
  useEffect(() => {
    const timer = setTimeout(() => {
      if (uiStore.getState().told === told) dismiss()
    }, SHOWN_MS)
    return () => clearTimeout(timer)
  }, [told])
  return (
    <Banner onDismiss={dismiss}>
      {told.what === 'exported' ? shell.exported(told.path) : shell.settingsCopied}
    </Banner>
  )
}
