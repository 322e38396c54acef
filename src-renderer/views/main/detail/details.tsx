import type { AppTunnelState } from '../../../../src-shared/app-state.ts'
import { CopyRow } from '../../../components/copy-row.tsx'
import { Disclosure } from '../../../components/disclosure.tsx'
import { stepText } from '../../../i18n/formats.ts'
import { useLanguage, useTexts } from '../../../i18n/use-texts.ts'
import { detailRows } from './detail-rows.ts'
import { Ladder } from './ladder.tsx'
import { ladderRows, totalMs } from './ladder-rows.ts'

/** Everything that is known about a connection that is up, and how it came up. */
export function Details({ tunnel }: { tunnel: Extract<AppTunnelState, { state: 'connected' }> }) {
  const { details, ladder } = useTexts().states
  const language = useLanguage()
  return (
    <Disclosure title={details.title}>
      <dl>
        {detailRows(tunnel.facts, details, language).map((row) => (
          <CopyRow key={row.label} {...row} />
        ))}
      </dl>
      {tunnel.ladder.length > 0 && (
        <div className="details-ladder">
          <p className="muted">{ladder.total(stepText(totalMs(tunnel.ladder), language))}</p>
          <Ladder rows={ladderRows(tunnel.ladder)} />
        </div>
      )}
    </Disclosure>
  )
}
