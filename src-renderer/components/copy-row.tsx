import { useEffect, useState } from 'react'
import { api } from '../bridge.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { run } from '../stores/run.ts'
import { IconButton } from './button.tsx'
import { CheckIcon, CopyIcon } from './icons.tsx'
import './pieces.css'

/** For how long a copied value shows its tick. */
const TICK_MS = 1500

/** A fact and its value, in a `dl`; the button copies the value. */
export function CopyRow({ label, value, mono }: { label: string; value: string; mono?: boolean }) {
  return (
    <div className="copy-row">
      <dt className="copy-row-label">{label}</dt>
      <dd className={mono ? 'copy-row-value mono' : 'copy-row-value'}>{value}</dd>
      <dd>
        <CopyButton what={label} text={value} />
      </dd>
    </div>
  )
}

/** Copies a text through the main process; the window itself has no permission to. */
export function CopyButton({ what, text }: { what: string; text: string }) {
  const { common } = useTexts()
  const [copied, copy] = useCopied(text)
  return (
    <>
      <IconButton label={common.copyThis(what)} onPress={copy}>
        {copied ? <CheckIcon /> : <CopyIcon />}
      </IconButton>
      <span role="status" className="visually-hidden">
        {copied ? common.copied : ''}
      </span>
    </>
  )
}

/** Whether the text was copied just now, and what copies it. */
export function useCopied(text: string): [boolean, () => void] {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), TICK_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () => run(api.app.copyText({ text }).then(() => setCopied(true)))
  return [copied, copy]
}
