import type { ReactNode } from 'react'
import type { TrustRequest } from '../../../../src-shared/app-state.ts'
import { CopyButton } from '../../../components/copy-row.tsx'
import { Fingerprint } from '../../../components/fingerprint.tsx'
import { useLanguage, useTexts } from '../../../i18n/use-texts.ts'
import { certificateDay, namesText } from './trust-words.ts'

/** What was asked for and what the server's certificate says. */
export function CertificateFacts({ request: { host, certificate } }: { request: TrustRequest }) {
  const { trust: words } = useTexts().sheets
  const { facts } = words
  const language = useLanguage()
  const names = certificate.names.length > 0 ? certificate.names : [certificate.subject].filter(Boolean)
  return (
    <dl className="facts">
      <Fact label={facts.host}>{host}</Fact>
      <Fact label={facts.names}>{namesText(names, words)}</Fact>
      <Fact label={facts.issuer}>{certificate.issuer}</Fact>
      <Fact label={facts.valid}>
        {facts.period(
          certificateDay(certificate.validFrom, language),
          certificateDay(certificate.validTo, language),
        )}
      </Fact>
      <Fact
        label={facts.fingerprint}
        action={<CopyButton what={facts.fingerprint} text={certificate.sha256} />}
      >
        <Fingerprint sha256={certificate.sha256} />
      </Fact>
    </dl>
  )
}

/** A line of a `dl`. */
export function Fact({
  label,
  action,
  children,
}: {
  label: string
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="fact">
      <dt className="fact-label">{label}</dt>
      <dd className="fact-value selectable">{children}</dd>
      {action && <dd>{action}</dd>}
    </div>
  )
}
